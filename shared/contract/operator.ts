/** The scope that makes an access token an operator's, unless the deployment names another. */
export const operatorScope = 'usher/operator'
