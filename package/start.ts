/** `npx usher start` of the package, once what it needs beyond the package is there. */

/** DynamoDB Local, the mailbox and the sign-in: 70 MB that only this command needs. */
const needed = ['amplify-dynamodb-simulator', 'aws-ses-v2-local', 'oidc-provider']

const isMissing = (name: string): boolean => {
  try {
    import.meta.resolve(name)
    return false
  } catch {
    return true
  }
}

const missing = needed.filter(isMissing)
if (missing.length > 0) {
  console.error(`usher start needs what isn't installed: npm install --save-dev ${missing.join(' ')}`)
  process.exit(1)
}
await import('../local/start.ts')
