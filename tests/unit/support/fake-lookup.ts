/** A cell that looks things up, without a page and without a worker. */
import { WidgetController } from '@components/cells/kit/widget-controller';
import type { WidgetDeclaration, WidgetTypes } from '@components/cells/kit/widget-declaration';
import { initialWidget, reduceWidget } from '@components/cells/kit/widget-state';

export function widgetWith<T extends WidgetTypes>(
  declaration: WidgetDeclaration<T>,
  api: T['api'],
) {
  let state = initialWidget(declaration, null);
  const controller = new WidgetController<T>({
    declaration,
    getState: () => state,
    dispatch: (action) => {
      state = reduceWidget(declaration, state, action);
    },
    createClient: () =>
      Promise.resolve({ call: (command) => command(api), dispose: () => undefined }),
  });
  return controller;
}
