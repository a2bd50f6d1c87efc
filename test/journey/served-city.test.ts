import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { expect } from "vitest"
import { startMailbox } from "../../scripts/start/mailbox.ts"
import { journey } from "../support/browser.ts"
import { firstRelease } from "../support/first-release.ts"
import { makeCertificate, makeServedCity, type Running } from "../support/served-city.ts"

/** Keeps a release from going on beyond its middle, as long as it stands in the database. */
const hold = `create trigger hold_releases before update on releases when new.stage = 'write'
  begin select raise(abort, 'held'); end`

journey(
  "a city on a machine of its own comes to its first release over TLS, killed in its middle",
  async () => {
    const mailbox = await startMailbox()
    const city = await makeServedCity({ smtp: mailbox.smtpUrl, from: "实格 <no-reply@city.example>" })
    const { certificate, key } = await makeCertificate(city.folder, "first")
    city.configure(`TLS_CERTIFICATE = ${certificate}`, `TLS_KEY = ${key}`)
    const sql = (text: string) => {
      const database = new DatabaseSync(join(city.data, "cell.db"), { timeout: 10_000 })
      try {
        if (text.startsWith("select")) return database.prepare(text).all()
        database.exec(text)
        return []
      } finally {
        database.close()
      }
    }
    const standing = () => ({ ...sql("select state, stage from releases")[0] })
    let running: Running = await city.start()
    try {
      expect(running.url).toMatch(/^https:/)
      sql(hold)
      await firstRelease({ url: running.url, mailbox }, city.password, async () => {
        await expect.poll(standing).toEqual({ state: "running", stage: "rank" })
        await running.end("SIGKILL")
        sql("drop trigger hold_releases")
        expect(standing()).toEqual({ state: "running", stage: "rank" })
        running = await city.start()
        await expect.poll(standing).toEqual({ state: "final", stage: "done" })
        return running.url
      })
      const events = sql("select actor_name from audit_events where action = 'release.restart'")
      expect(events.map((row) => ({ ...row }))).toEqual([{ actor_name: "sweep-releases" }])
      expect(await running.end("SIGTERM")).toBe(0)
    } finally {
      city.remove()
      await mailbox.close()
    }
  },
)
