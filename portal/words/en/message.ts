/** The contract's own sentences about a field, which are English already. */
export const message = (english: string): string => english
