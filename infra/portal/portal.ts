/** Where the portal and the page for people who join are. */
import { Token } from 'aws-cdk-lib'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import { certificateArn, localOrigin, origin, webAclArn } from '../fields.ts'
import { checkedAs, SettingError } from '../setting-error.ts'

/** What is in front of the portal. */
export interface PortalOptions {
  /**
   * A firewall (AWS WAF) in front of the distribution; by default none. `true` makes one, which blocks addresses that send
   * more than 300 requests in five minutes to operations without a sign-in. It has to be in us-east-1; AWS charges 5 USD
   * a month for it, 1 USD for its rule, and 0.60 USD per million requests. Elsewhere, give the ARN of a web ACL of yours.
   * Either way, the API's own endpoint refuses requests that bypass the distribution.
   */
  firewall?: boolean | string
}

/** Where the portal is. */
export class Portal {
  /** @internal Undefined for the name that CloudFront gives. */
  readonly url: string | undefined
  /** @internal */
  readonly certificate: ICertificate | undefined
  /** @internal */
  readonly firewall: boolean | string

  private constructor({ firewall = false }: PortalOptions, url?: string, certificate?: ICertificate) {
    if (typeof firewall === 'string' && !Token.isUnresolved(firewall))
      checkedAs(webAclArn, firewall, 'portal.firewall')
    this.url = url
    this.certificate = certificate
    this.firewall = firewall
  }

  /** At the name that CloudFront gives it. */
  static atCloudFront(options: PortalOptions = {}): Portal {
    return new Portal(options)
  }

  /** At a name of yours, which you point at the distribution. CloudFront takes certificates of us-east-1 alone. */
  static at(domain: string, certificate: ICertificate, options: PortalOptions = {}): Portal {
    const url = `https://${domain}`
    if (checkedAs(origin, url, 'portal.domain') !== url)
      throw new SettingError('Setting portal.domain: must be a name such as users.example.com')
    refuseOtherRegion(certificate)
    return new Portal(options, url, certificate)
  }

  /** At an address of this machine, for a template that is run here. */
  static local(url: string, options: PortalOptions = {}): Portal {
    return new Portal(options, checkedAs(localOrigin, url, 'portal.url'))
  }
}

const refuseOtherRegion = (certificate: ICertificate): void => {
  const { certificateArn: arn, env } = certificate
  if (!Token.isUnresolved(arn)) return void checkedAs(certificateArn, arn, 'portal.certificate')
  const { region } = env
  if (!Token.isUnresolved(region) && region !== 'us-east-1')
    throw new SettingError(`Setting portal.certificate: must be in us-east-1, and is in ${region}`)
}
