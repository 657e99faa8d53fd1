/** The join page: shows what an invitation is to, and redeems it at a click. Opening the page changes nothing. */

const main = document.querySelector('main')
const token = location.hash.slice(1)

/** An element with its children; text is only ever text. */
const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes)
  made.append(...children)
  return made
}

const show = (title, ...content) => {
  document.title = title
  main.replaceChildren(element('h1', {}, title), ...content)
}
const paragraph = (words, className = '') => element('p', { className }, words)

/** The next step for each problem that the API names. */
const problemPages = {
  unknown_token: [
    'This is no invitation',
    'The address is not complete, or was never an invitation. Open the link in your mail again, and take care to copy all of it.',
  ],
  invitation_expired: ['This invitation has expired', 'Ask whoever invited you to send it again.'],
  invitation_replaced: [
    'A newer mail has replaced this one',
    'Look for the newest invitation in your mailbox and use that.',
  ],
  invitation_revoked: [
    'This invitation has been withdrawn',
    'Ask whoever invited you if you think that this is a mistake.',
  ],
  invitation_void: [
    'This invitation is no longer good',
    'Whoever sent it can no longer give it. Ask an administrator to invite you again.',
  ],
  link_replaced: ['This invite link has been replaced', 'Ask for the new one where you found it.'],
  no_default_roles: [
    'This invite link does not work at the moment',
    'The account takes nobody by its link now. Ask an administrator to invite you.',
  ],
  user_suspended: ['Your access is suspended', 'Ask an administrator of the account.'],
  too_many_requests: [
    'Too many people ask at this moment',
    'Try again in an hour, or ask an administrator to invite you.',
  ],
}

class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? 'Something went wrong')
    this.problem = problem
  }
}

const post = async (path, body) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new Refusal(answer)
}

/** The page for what cannot be: a refused token, or a failure that another try may not meet. */
const showProblem = (error, retry) => {
  const [title, next] = problemPages[error.problem?.code] ?? []
  if (title) return show(title, paragraph(next))
  const button = element('button', { onclick: retry }, 'Try again')
  show(
    'That did not work',
    paragraph('We could not reach the service, or it is busy. Nothing has changed.'),
    button,
  )
}

const list = (names) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)

const showJoined = ({ accountName, email, signInUrl }) =>
  show(
    `Welcome to ${accountName}`,
    paragraph(`You are in. Sign in with ${email} to begin.`),
    element('a', { className: 'button', href: signInUrl }, 'Sign in'),
  )

/** Runs the action of a button or form once, with the problem beside it where a person can mend it. */
const acting = (button, alert, action) => async (event) => {
  event.preventDefault()
  button.disabled = true
  alert.textContent = ''
  try {
    await action()
  } catch (error) {
    const errors = error.problem?.errors
    if (errors)
      alert.textContent = errors
        .map(({ path, message }) => `${fieldNames[path] ?? path} ${message}.`)
        .join(' ')
    else showProblem(error, start)
  }
  button.disabled = false
}
const fieldNames = { email: 'E-mail', name: 'Name', phone: 'Phone' }

const showPersonal = ({ status, accountName, invitedBy, roleNames, email, expiresAt }) => {
  const button = element('button', {}, status === 'active' ? 'Go on' : `Join ${accountName}`)
  const alert = element('p', { role: 'alert' })
  button.onclick = acting(button, alert, async () =>
    showJoined(await post('/v1/invitations/redeem', { token })),
  )
  const as = roleNames.length > 0 ? ` as ${list(roleNames)}` : ''
  const invited = invitedBy
    ? `${invitedBy} invites you to join ${accountName}${as}.`
    : `You are invited to join ${accountName}${as}.`
  const until = expiresAt && new Date(expiresAt).toLocaleString([], { dateStyle: 'long', timeStyle: 'short' })
  show(
    `Join ${accountName}`,
    paragraph(status === 'active' ? `You are in ${accountName} already.` : invited),
    paragraph(`For ${email}.${until ? ` Good until ${until}.` : ''}`, 'quiet'),
    alert,
    button,
  )
}

const field = (label, attributes) => element('label', {}, label, element('input', attributes))

const showLink = ({ accountName, roleNames }) => {
  const button = element('button', {}, 'Send me the mail')
  const alert = element('p', { role: 'alert' })
  const form = element(
    'form',
    {},
    field('E-mail', { name: 'email', type: 'email', required: true, autocomplete: 'email', maxLength: 254 }),
    field('Name', { name: 'name', required: true, autocomplete: 'name', maxLength: 100 }),
    field('Phone (optional)', {
      name: 'phone',
      type: 'tel',
      autocomplete: 'tel',
      placeholder: '+4915112345678',
    }),
    alert,
    element('div', {}, button),
  )
  form.onsubmit = acting(button, alert, async () => {
    const { email, name, phone } = Object.fromEntries(new FormData(form))
    const compact = phone.replace(/[\s()-]/g, '')
    await post('/v1/invitations/redeem', { token, email, name, ...(compact ? { phone: compact } : {}) })
    show(
      'Look into your mailbox',
      paragraph(`We have sent a mail to ${email}. Open the link in it to go on.`),
      paragraph(
        'Nothing there after a few minutes? Look in the spam folder, and check the address above.',
        'quiet',
      ),
    )
  })
  show(
    `Join ${accountName}`,
    paragraph(
      `Anyone with this link may join ${accountName} as ${list(roleNames)}. A mail makes sure that the address is yours.`,
    ),
    form,
  )
}

const start = async () => {
  if (!token) return showProblem(new Refusal({ code: 'unknown_token' }), start)
  try {
    const preview = await post('/v1/invitations/preview', { token })
    if (preview.kind === 'link') showLink(preview)
    else showPersonal(preview)
  } catch (error) {
    showProblem(error, start)
  }
}

addEventListener('hashchange', () => location.reload())
await start()
