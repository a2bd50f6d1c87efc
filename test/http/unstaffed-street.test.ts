import { afterAll, beforeAll, expect, test } from "vitest"
import { leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { marksOn } from "../support/quarter-forms.ts"

let door: FrontDoor
let slug: string

const street = "510104018"

beforeAll(async () => {
  door = await openFrontDoor()
  const [row] = await door.cell.rows(
    `select e.slug from submissions s join estates e on e.id = s.estate_id
     where s.quarter = ? and s.state = 'submitted' and e.street_code = ? order by e.slug`,
    [door.openQuarter, street],
  )
  slug = String(row?.["slug"])
})

afterAll(() => door.close())

/** The hidden fields of the verification form as the page gave them. */
function hiddenFields(html: string): Record<string, string> {
  const form = html.slice(html.indexOf('id="verification"'))
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(
    fields.map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')]),
  )
}

test("what was submitted in a street without members waits for the district, which verifies it", async () => {
  const district = await door.as("district@demo.shige.example")
  const queue = async () => (await district.get(`/verification?quarter=${door.openQuarter}`)).text()
  const path = `/verification/${door.openQuarter}/${slug}`
  expect(await queue()).not.toContain(`${path}"`)
  const early = await district.get(path)
  const refused = await district.post(`${path}/verification`, hiddenFields(await early.text()))
  expect(refused.status).toBe(409)

  await door.cell.rows(
    "update members set ended_at = ? where organisation_id in (select id from organisations where place_code = ?)",
    [door.now.toISOString(), street],
  )
  await leaveEvent(door.cell)
  expect(await queue()).toContain(`${path}"`)
  const page = await district.get(path)
  const form = await page.text()
  const answer = await district.post(`${path}/verification`, {
    ...hiddenFields(form),
    ...marksOn({ html: form }),
  })
  expect(answer.status).toBe(303)
  const [row] = await door.cell.rows(
    "select s.state from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
    [slug, door.openQuarter],
  )
  expect(row?.["state"]).toBe("verified")
})
