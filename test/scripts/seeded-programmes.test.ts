import { afterAll, beforeAll, expect, test } from "vitest"
import { runSeededProgrammes } from "../../scripts/start/programmes/run.ts"
import { verifyLines } from "../../scripts/verify.ts"
import type { ProgrammeArchive } from "../../worker/domain/selection/programme-archive.ts"
import { filesUnder } from "../support/cell.ts"
import { type FrontDoor, openFrontDoor, secret } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-11-26T02:00:00Z"), released: 7 })
  const { url, bucket } = door.cell
  await runSeededProgrammes(url, { bucket, secret, now: door.now, progress: () => {} })
})
afterAll(() => door.close())

const rows = (sql: string) => door.cell.rows(sql)

test("one programme is archived with awards, one is in review", async () => {
  expect(await rows("select phase from programmes order by created_at")).toEqual([
    { phase: "archived" },
    { phase: "review" },
  ])
  const [awards] = await rows("select count(*) n, count(revoked_at) revoked from awards")
  expect(awards).toEqual({ n: 6, revoked: 1 })
  const [review] = await rows(
    "select sum(state = 'submitted') submitted, sum(state = 'draft') drafted from reviews r join assignments a on a.id = r.assignment_id join programmes p on p.id = a.programme_id where p.phase = 'review'",
  )
  expect(Number(review?.["submitted"])).toBeGreaterThan(5)
  expect(Number(review?.["drafted"])).toBeGreaterThan(0)
})

test("the archive derives the list again", async () => {
  const files = await filesUnder(door.cell, "cells/510100/programmes/")
  expect(files.size).toBe(1)
  const [text = ""] = files.values()
  const { lines, ok } = verifyLines(JSON.parse(text) as ProgrammeArchive)
  expect(ok, lines.join("\n")).toBe(true)
  // Nobody who judged or objected stands in it.
  const people = await rows("select name, email from users")
  for (const { name, email } of people) {
    expect(text).not.toContain(String(email))
    if (String(name).startsWith("演示")) expect(text).not.toContain(String(name))
  }
})

test("nothing of it waits to be sent, and every act left its event", async () => {
  expect(await rows("select count(*) n from mails where state = 'queued'")).toEqual([{ n: 0 }])
  const events = await rows(
    "select distinct action from audit_events where action like 'award.%' or action like 'shortlist.%'",
  )
  expect(events.length).toBeGreaterThanOrEqual(3)
})
