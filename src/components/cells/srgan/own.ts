/** What the cell keeps beside the shared state, and how it changes. */
import type { SrganPicture } from '@lib/models/srgan-shown';
import type { CellAction } from '../kit/cell-state';
import { drawingFromShare } from '../pads/picture';
import type { Own, SrganTypes, TrailPoint } from './types';

export const initialOwn: Own = {
  drawing: [],
  isDrawn: false,
  guess: null,
  trail: [],
  trailStep: 0,
};

export function reduceOwn(own: Own, action: CellAction<SrganTypes>): Own {
  switch (action.type) {
    case 'own':
      return { ...own, ...action.action };
    case 'edit':
      // Another digit of MNIST is enlarged in the place of the drawing.
      return 'digit' in action.values ? { ...own, isDrawn: false } : own;
    case 'shared': {
      const { drawing } = drawingFromShare(action.values);
      return { ...own, drawing: drawing ?? own.drawing, isDrawn: drawing !== null };
    }
    case 'opened':
      return { ...own, trail: [] };
    case 'event': {
      const { event } = action;
      if (event.type !== 'frame') return own;
      const picture = event.pictures?.[0] as SrganPicture | null | undefined;
      if (!picture) return own;
      // Of networks that have learned on, the places are others.
      const trail = own.trailStep === event.step ? own.trail : [];
      return { ...own, trail: withPoint(trail, picture.mixture), trailStep: event.step };
    }
    default:
      return own;
  }
}

function withPoint(trail: readonly TrailPoint[], point: TrailPoint): readonly TrailPoint[] {
  return [...trail.filter(({ mix }) => mix !== point.mix), point].sort((a, b) => a.mix - b.mix);
}
