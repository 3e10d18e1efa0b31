/** The notebook's own functions, for the type checker: above their region cells import them from here. */
import type { NotebookFunctions } from '@lib/notebook/functions';

export declare const print: NotebookFunctions['print'];
export declare const showImages: NotebookFunctions['showImages'];
export declare const table: NotebookFunctions['table'];
export declare const plot: NotebookFunctions['plot'];
export declare const training: NotebookFunctions['training'];
