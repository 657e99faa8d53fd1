/** How a bundle names the product's description, a file beside it. */
export const productImport = './product.json'
