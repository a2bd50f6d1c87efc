import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import { checkBlock } from "../../../worker/domain/audit/check-chain.ts"
import {
  FIRST_PREVIOUS,
  type Seal,
  type StoredEvent,
  sealBlock,
  sealHash,
} from "../../../worker/domain/audit/seal.ts"
import { dayOf, startOfDay } from "../../../worker/domain/quarter.ts"
import { dueBefore, keptDays } from "../../../worker/domain/retention.ts"
import { digestText } from "../../../worker/gateways/digest.ts"

const event = (seq: number): StoredEvent => ({
  seq,
  id: `id-${seq}`,
  at: `2026-11-23T02:00:0${seq}.000Z`,
  actorKind: "member",
  actorUserId: "user-1",
  actorName: null,
  organisationId: "company-1",
  concernsId: null,
  requestId: null,
  action: "submission.submit",
  entity: "submission",
  entityId: "s",
  detail: '{"n":1}',
  before: '{"state":"draft"}',
  after: '{"state":"submitted"}',
})
const sha = (text: string) => createHash("sha256").update(text, "utf8").digest("hex")
const sealedAt = "2026-11-23T02:05:00.000Z"

test("anybody computes a block's hash as the format says, without our code", async () => {
  const seal = await sealBlock(digestText, null, [event(1), event(3)], sealedAt)
  const line = (seq: number) =>
    `{"action":"submission.submit","actorKind":"member","actorName":null,"actorUserId":"user-1",` +
    `"after":"{\\"state\\":\\"submitted\\"}","at":"2026-11-23T02:00:0${seq}.000Z",` +
    `"before":"{\\"state\\":\\"draft\\"}","concernsId":null,"detail":"{\\"n\\":1}","entity":"submission",` +
    `"entityId":"s","id":"id-${seq}","organisationId":"company-1","requestId":null,"seq":${seq}}`
  const content = sha(`${sha(line(1))}\n${sha(line(3))}`)
  const header =
    `{"contentHash":"${content}","events":2,"fromSeq":1,"lastAt":"2026-11-23T02:00:03.000Z","number":1,` +
    `"previousHash":"${"0".repeat(64)}","sealedAt":"${sealedAt}","toSeq":3,"version":1}`
  expect(seal).toEqual({
    number: 1,
    fromSeq: 1,
    toSeq: 3,
    events: 2,
    lastAt: "2026-11-23T02:00:03.000Z",
    contentHash: content,
    previousHash: FIRST_PREVIOUS,
    sealedAt,
    hash: sha(header),
    fingerprints: `${sha(line(1)).slice(0, 16)}${"-".repeat(16)}${sha(line(3)).slice(0, 16)}`,
    prunedAt: null,
  })
})

test("every member of an event counts, and what is put in between shows", async () => {
  const events = [event(1), event(3)]
  const seal = await sealBlock(digestText, null, events, sealedAt)
  const check = (now: StoredEvent[]) =>
    checkBlock(digestText, null, { seal, events: now }, Date.parse(sealedAt))
  expect(await check(events)).toEqual([])
  for (const name of Object.keys(event(1)).filter((key) => key !== "seq")) {
    const changed = { ...event(3), [name]: "other" }
    expect(await check([event(1), changed]), name).toMatchObject([{ kind: "events", changed: [3] }])
  }
  expect(await check([event(1), event(2), event(3)])).toMatchObject([{ kind: "events", added: [2] }])
  expect(await check([event(3)])).toMatchObject([{ kind: "events", missing: [1] }])
})

describe("a chain that does not hold", () => {
  const day = 86_400_000
  const now = Date.parse(sealedAt)
  const kinds = async (
    change: Partial<Seal>,
    {
      events = [event(3), event(4)],
      at = now,
      previous,
    }: { events?: StoredEvent[]; at?: number; previous?: Seal } = {},
  ) => {
    const first = await sealBlock(digestText, null, [event(1), event(2)], sealedAt)
    const second = await sealBlock(digestText, first, [event(3), event(4)], sealedAt)
    const found = await checkBlock(
      digestText,
      previous ?? first,
      { seal: { ...second, ...change }, events },
      at,
    )
    return found.map(({ kind, added }) => (added.length > 0 ? `${kind} added ${added}` : kind))
  }
  /** A seal whose content was changed together with its hash. */
  const resealed = async (change: Partial<Seal>) => {
    const first = await sealBlock(digestText, null, [event(1), event(2)], sealedAt)
    const header = { ...(await sealBlock(digestText, first, [event(3), event(4)], sealedAt)), ...change }
    return { ...header, hash: await sealHash(digestText, header) }
  }

  test("whole, it has no fault", async () => {
    expect(await kinds({})).toEqual([])
    expect(await kinds(await resealed({}))).toEqual([])
  })

  test.each<[string, Partial<Seal>]>([
    ["another number", { number: 3 }],
    ["another beginning", { fromSeq: 4 }],
    ["another block before it", { previousHash: "a".repeat(64) }],
  ])("%s does not follow", async (_, change) => {
    expect(await kinds(await resealed(change))).toContain("chain")
    // Changed alone, the seal's own hash shows it as well.
    expect(await kinds(change)).toEqual(expect.arrayContaining(["chain", "seal"]))
  })

  test("a hash that is not its own is told", async () => {
    expect(await kinds({ hash: "b".repeat(64) })).toEqual(["seal"])
    expect(await kinds({ sealedAt: "2026-11-23T02:06:00.000Z" })).toEqual(["seal"])
  })

  test("a number beyond the fingerprints is one that was added", async () => {
    const seal = await resealed({ toSeq: 5 })
    expect(await kinds(seal, { events: [event(3), event(4), event(5)] })).toEqual(["events added 5"])
  })

  test("events may be gone only where their time had come, all of them, then and now", async () => {
    // Kept for so many whole days after the day of the last event.
    const due = startOfDay(dayOf(Date.parse(event(4).at))) + (keptDays.audit + 1) * day
    const pruned = (at: number, more: Parameters<typeof kinds>[1] = { events: [] }) =>
      kinds({ prunedAt: new Date(at).toISOString() }, { at: due + day, ...more })
    expect(await pruned(due)).toEqual([])
    expect(await pruned(due - 1)).toEqual(["pruned"])
    expect(await pruned(due, { events: [], at: due })).toEqual([])
    expect(await pruned(due, { events: [], at: due - 1 })).toEqual(["pruned"])
    expect(await pruned(due, { events: [event(4)] })).toEqual(["pruned added 4"])
    expect(await kinds({ prunedAt: "some day" }, { events: [], at: due + day })).toEqual(["pruned"])
  })

  test("a last event in the very moment up to which events are kept is kept", async () => {
    const lastAt = dueBefore(due(), keptDays.audit)
    const at = { events: [], at: due() }
    expect(await kinds(await resealed({ lastAt, prunedAt: new Date(due()).toISOString() }), at)).toEqual([
      "pruned",
    ])
  })
  const due = () => startOfDay(dayOf(now)) + (keptDays.audit + 1) * day
})
