/** The sign-in page of this machine's issuer. On AWS it's Cognito's own. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const signInPage = (email: string, refused: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box; }
form { display: grid; gap: 1rem; width: min(20rem, 90vw); }
label { display: grid; gap: .25rem; }
input, button { font: inherit; padding: .6rem .75rem; border-radius: .5rem; border: 1px solid GrayText; }
button { background: #2449c8; color: #fff; border: 0; font-weight: 600; }
</style>
</head>
<body>
<form method="post">
<h1>Sign in</h1>
<p>This machine takes any address, with any password.</p>
${refused ? '<p role="alert">That is no e-mail address.</p>' : ''}
<label>E-mail <input name="email" type="email" required autofocus autocomplete="username" value="${email.replace(/[&<>"]/g, (one) => entities[one] ?? '')}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button>
</form>
</body>
</html>
`

/** Signs out without asking, as Cognito does; `form` is the library's own. */
export const signOutPage = (form: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign out</title></head>
<body>
${form}
<button name="logout" value="yes" form="op.logoutForm">Sign out</button>
<script>document.querySelector('button').click()</script>
</body>
</html>
`
