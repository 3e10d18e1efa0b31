/** Activation functions of the multilayer perceptrons. */
export const activationNames = ['relu', 'leaky-relu', 'tanh', 'sigmoid', 'linear'] as const;
export type ActivationName = (typeof activationNames)[number];

/** Slope of Leaky ReLU below zero (Radford et al. 2015, arXiv:1511.06434, §3). */
export const leakySlope = 0.2;
/** Where PReLU's slopes begin (He et al. 2015, arXiv:1502.01852, §2.1). */
export const initialSlope = 0.25;
