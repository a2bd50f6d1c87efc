import { Hono } from "hono"
import { paths } from "../../../web/paths.ts"
import { DAY } from "../../domain/quarter.ts"
import type { AppEnv } from "../app-env.ts"

/** RFC 9116 recommends less than a year. */
const GOOD_DAYS = 180

/** Where a fault of safety is told (RFC 9116); 404 where nobody has said. */
export const securityTxtRoutes = new Hono<AppEnv>().get(paths.securityTxt(), (c) => {
  const { securityContact, site, now } = c.var.services
  if (securityContact === null) return c.notFound()
  // A whole day, so that the file stays the same from morning to evening.
  const expires = new Date((Math.floor(now().getTime() / DAY) + GOOD_DAYS) * DAY)
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${expires.toISOString().replace(".000", "")}`,
    "Preferred-Languages: zh, en",
    `Canonical: ${site}${paths.securityTxt()}`,
  ]
  return c.text(`${lines.join("\n")}\n`, 200, { "cache-control": "public, max-age=3600" })
})
