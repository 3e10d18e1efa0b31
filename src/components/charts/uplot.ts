/** uPlot and its style sheet as one chunk, loaded when the first curve is drawn. */
export { default as UPlot } from 'uplot';
export { default as uplotStyles } from 'uplot/dist/uPlot.min.css?inline';
