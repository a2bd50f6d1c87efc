import { type DenialPart, everybody, groups } from "./part.ts"

/** They may do without a second factor. */
const { company: free } = groups

/** One's own account, and the links of letters. Whose session it is, sessions.test.ts asks. */
export const account: DenialPart = {
  middleware: [
    "/account/*",
    "/desk/inbox/*",
    "/organisation/letters",
    "/sign-in/code",
    "/sign-in/code/passkey",
  ],
  allowed: {
    "GET /sign-in/code": everybody,
    "POST /sign-in/code": everybody,
    "GET /sign-in/passkey": "public",
    "POST /sign-in/passkey": "public",
    "GET /sign-in/code/passkey": everybody,
    "POST /sign-in/code/passkey": everybody,
    "GET /account/passkeys/new": everybody,
    "POST /account/passkeys": everybody,
    "POST /account/passkeys/:passkeyId/removal": everybody,
    "POST /account/factor-reset/stop": everybody,
    "GET /second-factor-reset/:token": "public",
    "POST /second-factor-reset/:token": "public",
    "GET /desk/inbox": everybody,
    "POST /desk/inbox/all-read": everybody,
    "POST /desk/inbox/:messageId/read": everybody,
    "GET /account/letters": everybody,
    "POST /account/letters": everybody,
    "GET /organisation/letters": groups.heads,
    "POST /organisation/letters": groups.heads,
    "GET /account": everybody,
    "GET /account/password": everybody,
    "POST /account/password": everybody,
    "GET /account/calendar": everybody,
    "POST /account/calendar": everybody,
    "POST /account/calendar/end": everybody,
    "GET /calendar/:feed": "public",
    "GET /account/sign-in": everybody,
    "POST /account/sign-in": everybody,
    "GET /account/email": everybody,
    "POST /account/email": everybody,
    "POST /account/email-verification": everybody,
    "GET /account/second-factor": everybody,
    "POST /account/second-factor": everybody,
    "POST /account/second-factor/removal": free,
    "POST /account/recovery-codes": everybody,
    "GET /account/sessions": everybody,
    "POST /account/sessions/:sessionId/end": everybody,
    "POST /account/other-sessions/end": everybody,
    "GET /password-reset": "public",
    "POST /password-reset": "public",
    "GET /password-reset/:token": "public",
    "POST /password-reset/:token": "public",
    "GET /email-verification/:token": "public",
    "POST /email-verification/:token": "public",
  },
  async parameters(door) {
    const [session] = await door.cell.rows("select id from sessions limit 1")
    return {
      sessionId: String(session?.["id"]),
      token: "no-such-token",
      feed: "no-such-token.ics",
      passkeyId: "no-such-passkey",
      messageId: "no-such-message",
    }
  },
}
