/** Milliseconds to wait at most for what comes about by itself, which takes some tens; a busy machine can stand still for seconds. */
export const patience = 45_000
