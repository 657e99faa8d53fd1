/** The product's look on Cognito's sign-in page. What isn't named here stays as Cognito has it. */
import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import type { CfnManagedLoginBrandingProps } from 'aws-cdk-lib/aws-cognito'
import { grounds, hoverOf, onAccent } from '../../shared/product/accent.ts'
import { type Accent, ownAccent } from '../../shared/product/brand.ts'
import type { CheckedBrand } from '../product/brand.ts'

type Look = Pick<CfnManagedLoginBrandingProps, 'settings' | 'assets' | 'useCognitoProvidedValues'>

/** The template holds the logo, and CloudFormation takes templates of 1 MB. */
const mostLogoBytes = 100 * 1_024

const ownRadius = 8

/** Cognito's own look for a product without any. */
export const loginLook = ({ logo, accent, radius }: CheckedBrand): Look => {
  if (!logo && !accent && radius === undefined) return { useCognitoProvidedValues: true }
  const assets = logo && logosOf(logo)
  return {
    useCognitoProvidedValues: false,
    settings: settingsOf(accent ?? ownAccent, radius ?? ownRadius, assets !== undefined),
    ...(assets && { assets }),
  }
}

const logosOf = ({ light, dark }: Accent) => {
  if ([light, dark].some((path) => statSync(path).size > mostLogoBytes)) return undefined
  const asset = (colorMode: string, path: string) => ({
    category: 'FORM_LOGO',
    colorMode,
    extension: extname(path).slice(1).toUpperCase(),
    bytes: readFileSync(path).toString('base64'),
  })
  return [asset('LIGHT', light), asset('DARK', dark)]
}

/** `#2449c8` as Cognito writes it. */
const opaque = (color: string): string => `${color.slice(1).toLowerCase()}ff`

const settingsOf = (accent: Accent, borderRadius: number, withLogo: boolean) => {
  const inBoth = <Part>(part: (scheme: keyof Accent) => Part) => ({
    lightMode: part('light'),
    darkMode: part('dark'),
  })
  const color = (scheme: keyof Accent) => opaque(accent[scheme])
  const hover = (scheme: keyof Accent) => opaque(hoverOf(scheme, accent[scheme]))
  const text = (scheme: keyof Accent) => opaque(onAccent[scheme])
  const ground = (scheme: keyof Accent, index: 0 | 1 | 2) => opaque(grounds[scheme][index])
  const filled = (scheme: keyof Accent) => {
    const hovered = { backgroundColor: hover(scheme), textColor: text(scheme) }
    return {
      defaults: { backgroundColor: color(scheme), textColor: text(scheme) },
      hover: hovered,
      active: hovered,
    }
  }
  const outlined = (scheme: keyof Accent) => {
    const on = (index: 0 | 1) => ({
      backgroundColor: ground(scheme, index),
      borderColor: color(scheme),
      textColor: color(scheme),
    })
    return { defaults: on(0), hover: on(1), active: on(1) }
  }
  return {
    categories: { global: { colorSchemeMode: 'DYNAMIC' } },
    componentClasses: {
      buttons: { borderRadius },
      input: { borderRadius },
      dropDown: { borderRadius },
      focusState: inBoth((scheme) => ({ borderColor: color(scheme) })),
      link: inBoth((scheme) => ({
        defaults: { textColor: color(scheme) },
        hover: { textColor: hover(scheme) },
      })),
      optionControls: inBoth((scheme) => ({
        selected: { backgroundColor: color(scheme), foregroundColor: text(scheme) },
      })),
    },
    components: {
      alert: { borderRadius },
      form: {
        borderRadius,
        logo: { enabled: withLogo, formInclusion: 'IN', location: 'CENTER', position: 'TOP' },
        ...inBoth((scheme) => ({ backgroundColor: ground(scheme, 0) })),
      },
      // Cognito's own picture wouldn't fit the colors.
      pageBackground: { image: { enabled: false }, ...inBoth((scheme) => ({ color: ground(scheme, 1) })) },
      primaryButton: inBoth(filled),
      secondaryButton: inBoth(outlined),
    },
  }
}
