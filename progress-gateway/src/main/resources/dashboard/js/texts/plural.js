// The form of a word that goes with a number.
export const plural = (n, one, many) => (n === 1 ? one : many);
