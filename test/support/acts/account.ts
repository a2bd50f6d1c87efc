import { demonstrationPassword } from "../../../schema/seed/demonstration/accounts.ts"
import { Authenticator } from "../../../scripts/bench/authenticator.ts"
import { paths } from "../../../web/paths.ts"
import { codeOfStep, stepAt } from "../../../worker/gateways/second-factor.ts"
import { origin } from "../front-door.ts"
import type { Acts, Person, Stage } from "./stage.ts"

const email = "added-company-1-viewer@demo.shige.example"
const other = "somebody.else@demo.shige.example"
const password = "seven ginkgo trees"
let person: Person
let secret = ""
let authenticator: Authenticator

/** The code of the authenticator, half a minute later each time: a code counts once. */
function nextCode(stage: Stage): string {
  stage.moveTo(new Date(stage.door.now.getTime() + 30_000))
  return codeOfStep(secret, stepAt(stage.door.now))
}

/** Signs in with a copy of the passkey, whose authenticator counts less than the real one did. */
async function useCopy(stage: Stage): Promise<void> {
  const visitor = stage.visitor()
  const options = await (await visitor.ask(paths.signInPasskey())).json()
  await visitor.try(paths.signInPasskey(), { response: authenticator.get(options, { counter: 2 }) })
}

/** One person's account, from the first sign-in to the last sign-out. */
export const account: Acts = {
  "identity/sign-in": {
    actions: ["session.begin", "session.block"],
    async perform(stage) {
      await stage.door.addMember("company-1", "viewer")
      person = stage.visitor()
      await person.signIn(email)
      const nobody = await stage.door.as(null)
      for (let n = 0; n < 12; n++)
        await nobody.post("/sign-in", { email: "district@demo.shige.example", password: "x" })
    },
  },
  "identity/end-session": {
    actions: ["session.end"],
    async perform(stage) {
      await stage.visitor().signIn(email)
      await person.submit(paths.sessions(), "/end")
    },
  },
  "identity/end-other-sessions": {
    actions: ["session.end_others"],
    async perform(stage) {
      await stage.visitor().signIn(email)
      await person.submit(paths.sessions(), paths.endOtherSessions())
    },
  },
  "identity/change-password": {
    actions: ["password.change"],
    async perform(stage) {
      stage.secrets.add(password)
      await person.submit(paths.password(), paths.password(), { current: demonstrationPassword, password })
    },
  },
  "identity/ask-email-proof": {
    actions: ["email.ask_proof"],
    perform: () => person.submit(paths.account(), paths.emailProof()),
  },
  "identity/ask-email-change": {
    actions: ["email.ask_change"],
    perform: () => person.submit(paths.email(), paths.email(), { email: other, password }),
  },
  "calendar/renew-feed": {
    actions: ["calendar.renew"],
    async perform(stage) {
      const html = await (await person.submit(paths.calendar(), paths.calendar())).text()
      stage.secrets.add(/\/calendar\/([\w-]+)\.ics/.exec(html)?.[1] ?? "")
    },
  },
  "calendar/end-feed": {
    actions: ["calendar.end"],
    perform: () => person.submit(paths.calendar(), paths.calendarEnd()),
  },
  "identity/change-sign-in-ids": {
    actions: ["sign_in.change"],
    perform: () =>
      person.submit(paths.signInIds(), paths.signInIds(), {
        signInName: "走查员",
        mobile: "13800138000",
        password,
      }),
  },
  "identity/confirm-email": {
    actions: ["email.confirm", "email.change"],
    async perform(stage) {
      await person.submit(paths.account(), paths.emailProof())
      const own = await stage.link(email, "email")
      await stage.visitor().submit(own, own)
      await person.submit(paths.email(), paths.email(), { email: other, password })
      const link = await stage.link(other, "email")
      await stage.visitor().submit(link, link)
    },
  },
  "identity/ask-reset": {
    actions: ["password.ask_reset"],
    perform: (stage) => stage.visitor().post(paths.passwordReset(), { email: other }),
  },
  "identity/reset-password": {
    actions: ["password.reset"],
    async perform(stage) {
      const link = await stage.link(other, "reset")
      await stage.visitor().submit(link, link, { password: demonstrationPassword })
      await person.signIn(other)
    },
  },
  "message/read-message": {
    actions: ["message.read"],
    async perform({ door }) {
      // Of messages of one moment any may stand first: each gets one of its own, in the order in which they came.
      const moments = "update messages set at = substr(at, 1, 17) || printf('%02d', rowid % 60) || '.000Z'"
      await door.cell.rows(moments)
      await person.submit(paths.inbox(), "/read")
    },
  },
  "message/read-all-messages": {
    actions: ["message.read_all"],
    perform: () => person.submit(paths.inbox(), paths.readAllMessages()),
  },
  "mail/set-own-letters": {
    actions: ["letters.set"],
    perform: () =>
      person.submit(paths.ownLetters(), paths.ownLetters(), {
        language: "zh",
        "letter:judge_invited": "off",
      }),
  },
  "identity/set-up-second-factor": {
    actions: ["second_factor.set_up"],
    async perform(stage) {
      const page = await (await person.get(paths.secondFactor())).text()
      secret = (/class="secret">([^<]+)</.exec(page)?.[1] ?? "").replaceAll(" ", "")
      stage.secrets.add(secret)
      const fields = { password: demonstrationPassword, code: nextCode(stage) }
      await person.submit(paths.secondFactor(), paths.secondFactor(), fields)
    },
  },
  "identity/pass-second-factor": {
    actions: ["session.pass_second_factor", "session.wrong_code"],
    async perform(stage) {
      await person.signIn(other)
      for (let n = 0; n < 3; n++) await person.try(paths.signInCode(), { code: "000000" })
      await person.post(paths.signInCode(), { code: nextCode(stage) })
    },
  },
  "identity/renew-recovery-codes": {
    actions: ["recovery_codes.renew"],
    async perform(stage) {
      const fields = { password: demonstrationPassword }
      const page = await (await person.submit(paths.secondFactor(), paths.recoveryCodes(), fields)).text()
      for (const [code] of page.matchAll(/\b[A-Z2-9]{4,5}-[A-Z2-9]{4,5}\b/g)) stage.secrets.add(code)
    },
  },
  "passkey/add-passkey": {
    actions: ["passkey.add"],
    async perform() {
      // Anew for each stage: files of a test worker share this module, and a device answers with the first key it has.
      authenticator = new Authenticator(origin)
      const options = await (await person.get(paths.newPasskey())).json()
      const fields = {
        name: "办公电脑",
        password: demonstrationPassword,
        response: authenticator.create(options),
      }
      await person.submit(paths.secondFactor(), paths.passkeys(), fields)
    },
  },
  "passkey/pass-with-passkey": {
    actions: ["session.pass_second_factor"],
    async perform() {
      await person.signIn(other)
      const options = await (await person.get(paths.codePasskey())).json()
      authenticator.counter = 5
      await person.post(paths.codePasskey(), { response: authenticator.get(options) })
    },
  },
  "passkey/sign-in-with-passkey": {
    actions: ["session.begin"],
    async perform(stage) {
      const visitor = stage.visitor()
      const options = await (await visitor.ask(paths.signInPasskey())).json()
      authenticator.counter = 6
      await visitor.post(paths.signInPasskey(), { response: authenticator.get(options) })
    },
  },
  "passkey/read-used-passkey": { actions: ["passkey.copied"], perform: useCopy },
  "passkey/tell-copied": { actions: ["passkey.copied"], perform: useCopy },
  "passkey/remove-passkey": {
    actions: ["passkey.remove"],
    perform: () => person.submit(paths.secondFactor(), "/removal", { password: demonstrationPassword }),
  },
  "identity/turn-off-second-factor": {
    actions: ["second_factor.turn_off"],
    perform: () =>
      person.submit(paths.secondFactor(), paths.secondFactorRemoval(), { password: demonstrationPassword }),
  },
  "identity/sign-out": {
    actions: ["session.end"],
    perform: () => person.submit(paths.account(), paths.signOut()),
  },
}
