import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DAY, dayOf } from "../../../worker/domain/quarter.ts"
import type { Person } from "../denial-people.ts"
import type { Client, FrontDoor } from "../front-door.ts"
import { neverByDeputies } from "./deputies.ts"

/** What the denial test has at hand. */
interface Hand {
  door: FrontDoor
  /** All routes behind the sign-in. */
  desks: readonly string[]
  people: readonly Person[]
  /** Where nothing has begun. */
  fresh: string
  rolesOf(route: string): readonly string[]
  pathOf(route: string, slug: string, quarter: string, organisation: string): string
  /** Expects that a route is denied in every shape and writes nothing. */
  expectDenied(
    client: Client,
    route: string,
    status: number,
    options: { organisation: string; who: string },
  ): Promise<void>
}

/** 代理 on every route: nothing before and after, on its days what the absent may but for what nobody gets by it. */
export function standingIn(hand: () => Hand): void {
  const at = () => {
    const { people, ...rest } = hand()
    return { ...rest, viewer: people.find(({ name }) => name === "street viewer")! }
  }
  describe("a deputy of the street's approver, who is a viewer of its own", () => {
    const day = (after: number) => dayOf(at().door.now.getTime() + after * DAY)
    let began: Date
    beforeAll(async () => {
      began = at().door.now
      const of = (
        role: string,
      ) => `(select id from members where organisation_id = '${at().viewer.organisation}'
      and role = '${role}' and ended_at is null order by id limit 1)`
      await at().door.cell.rows(
        `insert into deputies (id, organisation_id, member_id, role, deputy_id, from_day, to_day, state, named_by, named_at)
       select 'deputy', '${at().viewer.organisation}', ${of("approver")}, 'approver', ${of("viewer")}, ?, ?, 'standing',
         ${of("approver")}, 'x'`,
        [day(1), day(2)],
      )
    })
    afterAll(() => {
      hand().door.now = began
    })

    const mayAs = (name: string, route: string) => at().rolesOf(route).includes(name)
    const only = () =>
      at().desks.filter((route) => mayAs("street approver", route) && !mayAs("street viewer", route))
    /** What a route answers to the deputy on a day: nothing is written. */
    async function answers(route: string): Promise<number> {
      const { client, organisation } = at().viewer
      const path = at().pathOf(route, at().fresh, at().door.openQuarter, organisation)
      const answer = route.startsWith("GET") ? await client.get(path) : await client.post(path, {})
      return answer.status
    }

    test.each([
      ["the day before it begins", 0],
      ["the day after it ended", 3],
    ])("has nothing of it %s", async (_, after) => {
      hand().door.now = new Date(began.getTime() + after * DAY)
      expect(only().length).toBeGreaterThan(20)
      for (const route of only())
        await at().expectDenied(at().viewer.client, route, 403, {
          organisation: at().viewer.organisation,
          who: "no deputy",
        })
    })

    test("has on its days what the approver has, but for what nobody gets by standing in", async () => {
      expect(neverByDeputies.filter((route) => !only().includes(route))).toEqual([])
      for (const after of [1, 2]) {
        hand().door.now = new Date(began.getTime() + after * DAY)
        const refused: string[] = []
        for (const route of only()) if ((await answers(route)) === 403) refused.push(route)
        expect(refused.toSorted()).toEqual([...neverByDeputies].toSorted())
      }
    })

    test("has nothing of it once either is no member, or the absent has another role", async () => {
      hand().door.now = new Date(began.getTime() + DAY)
      const route = "POST /verification/:quarter/:slug/verification"
      const broken = [
        ["update members set ended_at = 'x' where id = (select member_id from deputies)", "ended_at = null"],
        [
          "update members set role = 'viewer' where id = (select member_id from deputies)",
          "role = 'approver'",
        ],
        ["update deputies set state = 'ended'", ""],
      ]
      for (const [change = "", back = ""] of broken) {
        expect(await answers(route)).not.toBe(403)
        await at().door.cell.rows(change)
        expect(await answers(route), change).toBe(403)
        await at().door.cell.rows(
          back
            ? `update members set ${back} where id = (select member_id from deputies)`
            : "update deputies set state = 'standing'",
        )
      }
    })
  })
}
