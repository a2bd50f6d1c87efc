import { expect, test } from "vitest"
import { pendingStep, readFactorRoles } from "../../../worker/domain/identity/second-factor.ts"
import { idleMs, prolonged, sessionEnd, unusedEnd } from "../../../worker/domain/identity/session.ts"
import { invitationState } from "../../../worker/domain/organisation/invitation.ts"
import { allows, may } from "../../../worker/domain/permissions.ts"
import { authorityMember, companyMember } from "../../support/cell.ts"

const now = new Date("2026-10-12T02:00:00.000Z")
const after = (ms: number) => new Date(now.getTime() + ms).toISOString()
const [minute, hour] = [60_000, 3_600_000]

test("a session ends after seven days, one whose second factor is due after a quarter of an hour", () => {
  expect(sessionEnd(now).toISOString()).toBe(after(7 * 24 * hour))
  expect(sessionEnd(now, true).toISOString()).toBe(after(15 * minute))
  expect([idleMs(), idleMs(0.25), idleMs(168)]).toEqual([12 * hour, 15 * minute, 168 * hour])
  for (const hours of [0.24, 168.1, Number.NaN]) expect(() => idleMs(hours)).toThrow(RangeError)
})

test("used, it lasts on, but no longer than its whole length, and is written anew from five minutes on", () => {
  const session = { createdAt: now.toISOString(), expiresAt: after(hour) }
  const used = (ms: number, due = false) =>
    prolonged(session, { now: new Date(now.getTime() + ms), idleMs: hour, due })
  expect(used(5 * minute - 1)).toBeNull()
  expect(used(5 * minute)).toBe(after(hour + 5 * minute))
  expect(used(5 * minute, true)).toBeNull()
  const week = 7 * 24 * hour
  expect(unusedEnd(new Date(now.getTime() + week - minute), hour, sessionEnd(now))).toBe(after(week))
  expect(used(week - minute)).toBe(after(week))
})

test("whoever has a second factor passes it, who needs one sets it up, a key stands for itself", () => {
  const editor = companyMember("editor")
  const verifier = authorityMember("verifier")
  const key = { id: "k", scopes: [] }
  const asked = { ...editor, organisation: { ...editor.organisation, factorRoles: ["editor" as const] } }
  expect(pendingStep({ ...editor, secondFactor: "due" })).toBe("code")
  expect(pendingStep({ ...editor, secondFactor: "off" })).toBeNull()
  expect(pendingStep({ ...asked, secondFactor: "off" })).toBe("set-up")
  expect(pendingStep({ ...verifier, secondFactor: "off" })).toBe("set-up")
  expect(pendingStep({ ...verifier, secondFactor: "passed" })).toBeNull()
  for (const secondFactor of ["off", "due"] as const)
    expect(pendingStep({ ...verifier, secondFactor, key })).toBeNull()
})

test("an organisation asks a second factor of roles that do not need one anyway, in the order of the roles", () => {
  expect(readFactorRoles("company", () => true)).toEqual(["manager", "editor", "viewer"])
  expect(readFactorRoles("company", (role) => role === "viewer")).toEqual(["viewer"])
  expect(readFactorRoles("authority", () => true)).toEqual([])
})

test("an invitation is over in the moment of its end", () => {
  const invitation = { expiresAt: now.toISOString(), acceptedAt: null, revokedAt: null }
  expect(invitationState(invitation, new Date(now.getTime() - 1))).toBe("open")
  expect(invitationState(invitation, now)).toBe("expired")
  expect(invitationState({ ...invitation, acceptedAt: "x", revokedAt: "x" }, now)).toBe("accepted")
  expect(invitationState({ ...invitation, revokedAt: "x" }, now)).toBe("revoked")
})

test("what only some levels may is for no authority without a level; a visitor may nothing, a job everything", () => {
  const approver = authorityMember("approver")
  expect(may(approver, "quarter.open")).toBe(true)
  expect(may({ ...approver, level: "district" }, "quarter.open")).toBe(false)
  expect(may({ ...approver, level: null }, "quarter.open")).toBe(false)
  expect(allows(approver, "quarter.open")).toBe(true)
  expect(allows({ kind: "visitor" }, "quarter.open")).toBe(false)
  expect(allows({ kind: "system", job: "x" }, "quarter.open")).toBe(true)
})
