/** Whether this app is being synthesized in order to be deployed. */
import psList from 'ps-list'

/** The CDK's commands that change something on AWS. */
const changing = ['deploy', 'watch', 'import', 'rollback', 'publish-assets']

/** Whether a command line is a CDK command that changes something on AWS. */
export const isDeploy = (commandLine: string): boolean => {
  const words = commandLine.split(/\s+/)
  const cdk = words.findIndex((word) => /(^|[\\/])(cdk|aws-cdk)$/.test(word))
  return cdk !== -1 && words.slice(cdk + 1).some((word) => changing.includes(word))
}

/**
 * Whether the CDK's command line is about to deploy what this process synthesizes. The CDK doesn't tell an app its
 * command, so this looks at the parent processes. False if they can't be seen; CloudFormation then refuses
 * (`MailFromIsSet`).
 */
export async function isDeploying(): Promise<boolean> {
  const processes = new Map((await psList().catch(() => [])).map((one) => [one.pid, one]))
  const above = []
  for (let one = processes.get(process.ppid); one; one = processes.get(one.ppid)) {
    processes.delete(one.pid)
    above.push(one.cmd ?? '')
  }
  return above.some(isDeploy)
}
