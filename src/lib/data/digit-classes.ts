/** Classes: the digits 0 to 9. */
export const classCount = 10;
/** Height and width of an image, in pixels. */
export const digitSize = 28;
