/** The settings of this deployment: those of usher.config.ts, each of which `-c name=value` can override. */
import { distance } from 'fastest-levenshtein'
import { SettingError } from './setting-error.ts'
import { checkedSettings, type GivenSettings, nearest, type Settings, settingNames } from './settings.ts'

/**
 * The file's settings, overridden by the CDK's context. An empty value in the context restores the default, whatever
 * the file says. @throws SettingError
 */
export function readSettings(file: GivenSettings, context: Readonly<Record<string, unknown>>): Settings {
  for (const name of Object.keys(context)) refuseMisspelt(name)
  const overriding = settingNames.flatMap((name) =>
    context[name] === undefined ? [] : [[name, context[name]]],
  )
  const given = Object.entries({ ...file, ...Object.fromEntries(overriding) })
  return checkedSettings(Object.fromEntries(given.filter(([, value]) => value !== '')))
}

/** The context also contains the CDK's own names, such as `aws:cdk:…` and `cli-telemetry`. */
function refuseMisspelt(name: string): void {
  if (settingNames.includes(name)) return
  const similar = nearest(name, settingNames)
  const letters = name.toLowerCase().replaceAll(/[-_]/g, '')
  if (/^\w+$/.test(name) || distance(letters, similar.toLowerCase()) <= 2)
    throw new SettingError(`There is no setting ${name}. Did you mean ${similar}?`)
}
