/** The names of a script, and of the files that it lies beside. */
export const runFile = 'run.safetensors';
export const scriptFile = 'train.py';
export const digitsFile = 'mnist-10k.bin.gz';
