import { base } from './base';
import { commands } from './commands';
import { fields } from './fields';
import { messages } from './messages';
import { numbers } from './numbers';

/** The style sheets of every cell, before its own. */
export const cellStyles = [base, commands, fields, messages, numbers];
