/** What measurements read from the digit classifier (`models/digit-classifier.ts`). */

/** The layers by their names. */
export const featureMapsLayer = 'feature_maps';
export const featuresLayer = 'features';
/** Channels of the last feature maps, and so length of the feature vector. */
export const featureCount = 64;
