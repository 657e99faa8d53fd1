/** When DynamoDB may delete an item by itself: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html */

/** Seconds since 1970, at this time or this many days later. */
export const ttlAfter = (time: Date | string, days = 0): number =>
  Math.floor(new Date(time).getTime() / 1_000) + days * 86_400
