import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { AddressedLetter } from "../../../worker/domain/mail/letter.ts"
import { keyMade } from "../../../worker/domain/organisation/letters.ts"
import { judgeInvited, rulesChanged } from "../../../worker/domain/selection/letters.ts"
import { secretBox } from "../../../worker/gateways/secret-box.ts"
import { type SendMailDeps, sendMail } from "../../../worker/usecases/mail/send-mail.ts"
import { system } from "../../support/cell.ts"
import { type FrontDoor, openFrontDoor, secret } from "../../support/front-door.ts"

const invited = { programme: "示范小区评选", organiser: "社区报", link: "http://localhost:8787/judging" }
const organisationId = "company-1"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
  await door.addMember(organisationId, "viewer")
  await door.addMember("company-2", "manager")
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from mails")
  await door.cell.rows("delete from messages")
  await door.cell.rows("update users set letters = '{}', language = null")
  await door.cell.rows("update organisations set letters = '{}'")
})

const reader = `added-${organisationId}-viewer`
const email = `${reader}@demo.shige.example`

let number = 0
/** An act that sends something. */
const act = (change: Parameters<typeof write>[1], key = `act-${++number}`) => write(key, change)
function write(
  key: string,
  change: Parameters<ReturnType<typeof door.cell.contextFor>["write"]>[1],
): Promise<unknown> {
  const ctx = door.cell.contextFor(system)
  return ctx.write({ key, action: "test.act", result: null }, (store) => {
    change(store)
    const what = { action: "test.act", entity: "test", entityId: "t", detail: {} }
    store.audit.record({ id: ctx.newId(), at: ctx.now(), ...what })
  })
}
const invite = (key?: string) =>
  act((store) => store.mails.send(judgeInvited, { userId: reader, organisationId }, invited), key)

/** Sends what waits; answers what the mail server got. */
async function sendAll(): Promise<AddressedLetter[]> {
  const got: AddressedLetter[] = []
  const deps: SendMailDeps = {
    unseal: async (sealed) => JSON.parse(await secretBox(secret, "mail").open(sealed)),
    write(letter) {
      got.push(letter)
      return { to: letter.to, subject: "", text: "", html: "" }
    },
    deliver: async () => null,
    retrySeconds: 60,
  }
  for (const { id } of await door.cell.rows("select id from mails order by rowid"))
    await sendMail(door.cell.contextFor(system), deps, String(id))
  return got
}
const states = async () =>
  (await door.cell.rows("select state, sealed from mails order by rowid")).map(({ state, sealed }) => [
    state,
    sealed,
  ])
const lastWhy = async () => {
  const [row] = await door.cell.rows(
    "select action, detail from audit_events where entity = 'mail' order by seq desc limit 1",
  )
  return [row?.["action"], JSON.parse(String(row?.["detail"]))["why"]]
}

describe("whom a letter goes to", () => {
  test("the holders of a permission in an organisation, each once: nobody else, nobody who has left", async () => {
    await door.addMember(organisationId, "editor")
    const head = await door.addMember(organisationId, "manager")
    const told = { link: "http://localhost:8787/keys/k", organisation: "锦和", key: "k", maker: "m" }
    const make = () =>
      act((store) => store.mails.send(keyMade, { organisationId }, { ...told, when: door.now.toISOString() }))
    await make()
    const heads = (await sendAll()).map(({ to }) => to)
    expect(heads.sort()).toEqual([head, "manager@demo.shige.example"].sort())
    await door.cell.rows("update members set ended_at = '2026-01-01' where user_id = ?", [
      head.split("@")[0] ?? "",
    ])
    await door.cell.rows("delete from mails")
    await make()
    expect(await states()).toHaveLength(1)
    expect((await sendAll()).map(({ to }) => to)).toEqual(["manager@demo.shige.example"])
    await door.cell.rows("update members set ended_at = null where user_id = ?", [head.split("@")[0] ?? ""])
  })

  test("a programme without applicants has nobody to tell", async () => {
    const changed = { ...invited, version: "2", reason: "更正" }
    await act((store) => store.mails.send(rulesChanged, { programmeId: "none" }, changed))
    expect(await states()).toEqual([])
  })

  test("the address that a person has when it is sent, in the language that it has chosen", async () => {
    await invite()
    await door.cell.rows("update users set email = 'new@demo.shige.example', language = 'en' where id = ?", [
      reader,
    ])
    expect(await sendAll()).toMatchObject([{ to: "new@demo.shige.example", language: "en" }])
    await door.cell.rows("update users set email = ? where id = ?", [email, reader])
  })
})

describe("once", () => {
  test("however often an act is asked for, also at the same moment", async () => {
    await Promise.all([invite("same"), invite("same"), invite("same")])
    await invite("same")
    expect(await sendAll()).toHaveLength(1)
  })

  test("for what it is about, by whichever act", async () => {
    const due = (key: string) =>
      act(
        (store) =>
          store.mails.send(judgeInvited, { userId: reader, organisationId }, invited, "programme/2026-12-01"),
        key,
      )
    await due("first")
    await expect(due("second")).rejects.toMatchObject({ code: "stale" })
    expect(await sendAll()).toHaveLength(1)
  })

  test("with the act or not at all: a batch that is refused leaves no letter", async () => {
    const refused = act((store) => {
      store.mails.send(judgeInvited, { userId: reader, organisationId }, invited)
      store.mails.begin({ id: "no such letter", tries: 0, until: door.now })
    })
    await expect(refused).rejects.toMatchObject({ code: "stale" })
    expect(await door.cell.rows("select id from mails union all select id from messages")).toEqual([])
  })
})

describe("who has left between writing and sending gets none, and this is on record", () => {
  const left: [string, string, string][] = [
    [
      "the organisation that it was written as a member of",
      "update members set ended_at = '2026-10-01' where user_id = ?",
      "update members set ended_at = null where user_id = ?",
    ],
    [
      "the product, its address with it",
      "update users set email = 'deleted-' || id || '@invalid' where id = ?",
      `update users set email = '${email}' where id = ?`,
    ],
    [
      "with its organisation",
      `update organisations set deleted_at = '2026-10-01' where id = '${organisationId}' and ? <> ''`,
      `update organisations set deleted_at = null where id = '${organisationId}' and ? <> ''`,
    ],
  ]
  test.each(left)("%s", async (_, leave, comeBack) => {
    await invite()
    await door.cell.rows(leave, [reader])
    expect(await sendAll()).toEqual([])
    expect(await states()).toEqual([["skipped", null]])
    expect(await lastWhy()).toEqual(["mail.skipped", "left"])
    await door.cell.rows(comeBack, [reader])
    expect(await sendAll()).toEqual([])
  })

  test("and none is written to who had gone before", async () => {
    await door.cell.rows("update users set email = 'deleted-' || id || '@invalid' where id = ?", [reader])
    await invite()
    expect(await door.cell.rows("select id from mails union all select id from messages")).toEqual([])
    await door.cell.rows("update users set email = ? where id = ?", [email, reader])
  })

  test("but what is about its account goes to a person without any organisation", async () => {
    await door.cell.rows("update members set ended_at = '2026-10-01' where user_id = ?", [reader])
    await act((store) => store.mails.warn(reader, "member_removed"))
    expect(await sendAll()).toMatchObject([{ to: email, template: "security" }])
    await door.cell.rows("update members set ended_at = null where user_id = ?", [reader])
  })
})

describe("as it was set", () => {
  const own = (way: string) =>
    door.cell.rows("update users set letters = ? where id = ?", [
      JSON.stringify({ judge_invited: way }),
      reader,
    ])
  const organisation = (way: string) =>
    door.cell.rows("update organisations set letters = ? where id = ?", [
      JSON.stringify({ judge_invited: way }),
      organisationId,
    ])

  test("by the organisation, not at all: it stands in the inbox only", async () => {
    await organisation("off")
    await invite()
    expect(await sendAll()).toEqual([])
    expect([await states(), await lastWhy()]).toEqual([[["skipped", null]], ["mail.skipped", "off"]])
    expect(await door.cell.rows("select kind from messages where user_id = ?", [reader])).toEqual([
      { kind: "judge_invited" },
    ])
  })

  test("by the person, whatever the organisation has set", async () => {
    await organisation("off")
    await own("now")
    await invite()
    expect(await sendAll()).toHaveLength(1)
    await organisation("now")
    await own("off")
    await invite()
    expect(await sendAll()).toEqual([])
  })

  test("kept for the daily letter", async () => {
    await own("daily")
    await invite()
    expect(await sendAll()).toEqual([])
    expect([await states(), await lastWhy()]).toEqual([[["digest", null]], ["mail.digest", "daily"]])
  })

  test("what is about the account's safety goes out whatever was set", async () => {
    const all = JSON.stringify({ security: "off", judge_invited: "off" })
    await door.cell.rows("update users set letters = ? where id = ?", [all, reader])
    await act((store) => store.mails.warn(reader, "password_changed"))
    expect(await sendAll()).toHaveLength(1)
  })
})

test("the inbox keeps no link that could be used in the reader's name", async () => {
  const nobody = await door.as(null)
  await nobody.post("/password-reset", { email })
  const [message] = await door.cell.rows("select kind, fields from messages where user_id = ?", [reader])
  expect(message).toEqual({ kind: "reset", fields: JSON.stringify({ minutes: "60" }) })
})
