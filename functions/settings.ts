/** Settings that the stack passes to a function in its environment. */

type Setting =
  | 'TABLE_NAME'
  | 'ACCOUNTS_PER_PERSON'
  | 'OPERATOR_CLIENT'
  | 'OPERATOR_SCOPE'
  | 'EDGE_SECRET'
  | 'EXPIRED_INVITATION_DAYS'
  | 'PORTAL_URL'
  | 'SIGN_IN_URL'
  | 'TOKEN_KEY_SECRET'
  | 'MAIL_FROM'
  | 'MAIL_CONFIGURATION_SET'
  | 'MAIL_QUEUE_URL'
  | 'MAIL_MAX_RECEIVES'
  | 'MAIL_INTERVAL'
  | 'PRODUCT_NAME'
  | 'EVENT_BUS_NAME'
  | 'LOST_RECORDS_QUEUE_URL'

/** The setting. Throws if the stack didn't give it to this function. */
export const setting = (name: Setting): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`This function was deployed without the setting ${name}`)
  return value
}
