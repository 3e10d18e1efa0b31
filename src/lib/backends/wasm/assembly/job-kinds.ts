/** The kinds of jobs that threads share. */
export const enum Job {
  Product,
  PackRows,
  PackColumns,
  PadImage,
  Adam,
  BiasActivation,
  BiasActivationGradient,
  BatchNorm,
  BatchNormGradient,
  SumPlaces,
  MoveTowards,
}
