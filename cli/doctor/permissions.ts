/** Which permissions IAM's own simulator grants the function that sends emails. */
import { type EvaluationResult, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { type Check, check, type Finding, type Look, NotSeen, ok, read, unseen, wrong } from './check.ts'
import { account } from './mail.ts'
import { sender } from './sender.ts'

/** The resources on which IAM would refuse the role an action, and the reason for each. */
const refused = async (
  { aws }: Look,
  request: { roleArn: string; action: string; resources: readonly string[]; from?: string },
): Promise<readonly string[]> => {
  const { EvaluationResults = [] } = await aws.iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: request.roleArn,
      ActionNames: [request.action],
      ResourceArns: [...request.resources],
      ...(request.from !== undefined && {
        ContextEntries: [
          {
            ContextKeyName: 'ses:FromAddress',
            ContextKeyType: 'string',
            ContextKeyValues: [request.from],
          },
        ],
      }),
    }),
  )
  if (EvaluationResults.length === 0)
    throw new NotSeen(unseen(`IAM says nothing about ${request.action}`, 'Try again'))
  return EvaluationResults.flatMap(decisions)
    .filter(({ decision }) => decision !== 'allowed')
    .map(({ resource, decision }) => `${request.action} on ${resource}: ${decision}`)
}

/** IAM answers per resource if asked about several, and otherwise per action. */
const decisions = ({ EvalResourceName, EvalDecision, ResourceSpecificResults = [] }: EvaluationResult) =>
  ResourceSpecificResults.length > 0
    ? ResourceSpecificResults.map((one) => ({
        resource: one.EvalResourceName,
        decision: one.EvalResourceDecision,
      }))
    : [{ resource: EvalResourceName, decision: EvalDecision }]

/** A role has the action that its version of send-mail uses. */
const sendingActions = ['ses:SendRawEmail', 'ses:SendEmail']

const sendingRefused = read(
  'iam:SimulatePrincipalPolicy',
  [sender, account],
  async (look, { roleArn, from, ...arns }, { ProductionAccessEnabled }) => {
    const resources = [
      arns.identityArn,
      arns.configurationSetArn,
      ...(ProductionAccessEnabled === true ? [] : [arns.recipientArn]),
    ]
    const [fewest = []] = (
      await Promise.all(sendingActions.map((action) => refused(look, { roleArn, action, resources, from })))
    ).toSorted((one, other) => one.length - other.length)
    return fewest
  },
)

const readingKeyRefused = read('iam:SimulatePrincipalPolicy', [sender], (look, { roleArn, secretArn }) =>
  refused(look, { roleArn, action: 'secretsmanager:GetSecretValue', resources: [secretArn] }),
)

const allowed = (refusals: readonly string[]): Finding =>
  refusals.length === 0
    ? ok('allowed, as IAM simulates it')
    : wrong(
        refusals.join('; '),
        'Deploy again; if it stays so, look for a permissions boundary or a policy of your organization',
      )

export const permissionChecks: readonly Check[] = [
  check('mail.permission', 'IAM lets send-mail send', [sendingRefused], allowed),
  check('mail.signing-key', 'IAM lets send-mail read the signing key', [readingKeyRefused], allowed),
]
