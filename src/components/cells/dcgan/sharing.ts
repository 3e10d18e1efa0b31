/** A run's settings in links and in experiments of the text. */
import { settingsFromShare, type SharedValues } from '../shared/share-link';
import { dcganControls, draftOf } from './controls';
import type { DcganState } from './state';

/** The form's contents after a link or an experiment; unusable values leave the defaults and a message. */
export function withShared(state: DcganState, values: SharedValues): DcganState {
  const { settings, message } = settingsFromShare(dcganControls, values);
  return {
    ...state,
    draft: draftOf(settings),
    editing: null,
    notice: message === null ? null : { tone: 'error', text: message },
  };
}
