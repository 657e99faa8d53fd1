/** Which settings go together. As props of the construct, most of these contradictions can't be written. */

interface Given {
  issuer?: string | undefined
  audience?: string | undefined
  operatorClientId?: string | undefined
  openSignUp: boolean
  secondFactor: 'off' | 'required'
  portalUrl?: string | undefined
  certificateArn?: string | undefined
  waf: boolean
  webAclArn?: string | undefined
  adminEmail?: string | undefined
  mailIdentity: 'pending' | 'verified' | 'existing'
}

export const refuseContradictions = (
  settings: Given,
  refuse: (name: keyof Given, message: string) => void,
): void => {
  if ((settings.issuer === undefined) !== (settings.audience === undefined))
    refuse(settings.issuer === undefined ? 'issuer' : 'audience', 'issuer and audience go together')
  const ofThePool = 'is about the user pool made here, and an issuer replaces that'
  if (settings.issuer !== undefined && settings.openSignUp) refuse('openSignUp', ofThePool)
  if (settings.issuer !== undefined && settings.secondFactor !== 'off') refuse('secondFactor', ofThePool)
  if (settings.operatorClientId !== undefined && settings.issuer === undefined)
    refuse('operatorClientId', 'goes with issuer: the user pool made here has an operator client of its own')
  if (settings.operatorClientId !== undefined && settings.operatorClientId === settings.audience)
    refuse('operatorClientId', 'must be another client than the portal’s, by which people sign in')
  if (settings.certificateArn !== undefined && settings.portalUrl === undefined)
    refuse('portalUrl', 'is needed with certificateArn')
  if (settings.portalUrl?.startsWith('https:') && settings.certificateArn === undefined)
    refuse('certificateArn', 'is needed with portalUrl')
  if (settings.waf && settings.webAclArn !== undefined)
    refuse('webAclArn', 'is instead of waf=true, which makes one')
  if (settings.adminEmail !== undefined && settings.mailIdentity === 'pending')
    refuse('adminEmail', 'waits until mailIdentity is verified, else the invitation could not be sent')
}
