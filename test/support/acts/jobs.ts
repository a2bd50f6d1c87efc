import { paths } from "../../../web/paths.ts"
import type { Letter } from "../../../worker/domain/mail/letter.ts"
import { MOST_TRIES } from "../../../worker/domain/mail/tries.ts"
import { DAY, dayOf, shiftDay, startOfDay } from "../../../worker/domain/quarter.ts"
import { outdatedKinds } from "../../../worker/domain/retention.ts"
import { secretBox } from "../../../worker/gateways/secret-box.ts"
import { pruneAudit } from "../../../worker/usecases/audit/prune-audit.ts"
import { sealEvents } from "../../../worker/usecases/audit/seal-events.ts"
import { remindDeadlines } from "../../../worker/usecases/mail/remind-deadlines.ts"
import { sendDigests } from "../../../worker/usecases/mail/send-digests.ts"
import { type SendMailDeps, sendMail } from "../../../worker/usecases/mail/send-mail.ts"
import { removeOutdated } from "../../../worker/usecases/retention/remove-outdated.ts"
import { secret } from "../front-door.ts"
import { leaveBehind } from "../selection-leftovers.ts"
import type { Acts, Stage } from "./stage.ts"

const later = (stage: Stage, days: number) => stage.moveTo(new Date(stage.door.now.getTime() + days * DAY))

async function waitingLetter({ door }: Stage): Promise<string> {
  const [row] = await door.cell.rows(
    // One to an address: people have left by now.
    "select id from mails where state = 'queued' and tries = 0 and user_id is null limit 1",
  )
  return String(row?.["id"])
}

/** What the platform does by itself: last, since the clock moves on by years. */
export const jobs: Acts = {
  "mail/send-mail": {
    actions: ["mail.try", "mail.sent", "mail.failed"],
    async perform(stage) {
      const sender = stage.job("send-mail")
      const deps = (problem: string | null): SendMailDeps => ({
        unseal: async (sealed) => JSON.parse(await secretBox(secret, "mail").open(sealed)) as Letter,
        write: ({ to }) => ({ to, subject: "", text: "", html: "" }),
        deliver: async () => problem,
        retrySeconds: 60,
      })
      await sendMail(sender, deps(null), await waitingLetter(stage))
      const id = await waitingLetter(stage)
      for (let n = 0; n < MOST_TRIES; n++) {
        await sendMail(sender, deps("550"), id)
        later(stage, 1)
      }
    },
  },
  "mail/remind-deadlines": {
    actions: ["mail.remind"],
    async perform(stage) {
      const day = shiftDay(dayOf(stage.door.now.getTime()), 1)
      // A quarter of which nothing has been sent.
      await stage.door.cell.rows(
        "insert into quarters (quarter, edition_id, deadline_day, opened_at) select '2099Q1', id, ?, 'x' from editions limit 1",
        [day],
      )
      stage.moveTo(new Date(startOfDay(day) + (DAY * 9) / 24))
      await remindDeadlines(stage.job("remind-deadlines"), {
        page: () => "http://localhost:8787/filing",
        estate: () => "http://localhost:8787/estates/a",
      })
    },
  },
  "mail/send-digests": {
    actions: ["mail.send_digest"],
    async perform(stage) {
      await stage.door.cell.rows(
        "update mails set state = 'digest', sealed = null where id in (select id from messages) and state = 'queued'",
      )
      later(stage, 1)
      await sendDigests(stage.job("send-digests"), "http://localhost:8787/desk/inbox")
    },
  },
  "audit/seal-events": {
    actions: ["audit.seal"],
    perform: (stage) => sealEvents(stage.job("seal-audit"), stage.door.cell.deps.digest),
  },
  "audit/prune-audit": {
    actions: ["audit.prune"],
    async perform(stage) {
      later(stage, 1_200)
      await pruneAudit(stage.job("prune-audit"))
    },
  },
  "retention/remove-outdated": {
    actions: outdatedKinds.map((kind) => `retention.${kind}`),
    async perform(stage) {
      await stage.visitor().post(paths.passwordReset(), { email: "street@demo.shige.example" })
      later(stage, 3)
      await leaveBehind(stage.door, "over", "2020-01-01T00:00:00.000Z")
      for (const kind of outdatedKinds) await removeOutdated(stage.job(`forget-${kind}`), kind)
    },
  },
}
