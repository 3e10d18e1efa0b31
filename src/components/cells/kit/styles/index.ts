import { base } from './base';
import { commands } from './commands';
import { frame } from './frame';
import { fields } from './fields';
import { messages } from './messages';
import { numbers } from './numbers';
import { panels } from './panels';

/** The style sheets of every cell, before its own. */
export const cellStyles = [base, frame, commands, fields, messages, numbers, panels];
