import type { TemplateResult } from 'lit';
import { commandButton } from './buttons';
import { runShortcut } from './toolbar';
import type { LookupPhase } from './widget-declaration';

/** Opens a lookup; of no more use once it is open. */
export function runButton(phase: LookupPhase, onPress: () => void): TemplateResult {
  return commandButton({
    label: '実行',
    icon: 'run',
    isPrimary: true,
    isEnabled: phase === 'idle',
    shortcut: runShortcut,
    onPress,
  });
}
