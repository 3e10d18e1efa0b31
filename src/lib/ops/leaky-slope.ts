/** Slope of Leaky ReLU below zero (Radford et al. 2015, arXiv:1511.06434, §3). */
export const leakySlope = 0.2;
