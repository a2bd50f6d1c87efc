import type { Role } from "../../../worker/domain/actor.ts"
import type { Holder } from "./api.ts"

const street = "510104018"
/** Who heads each kind of organisation. */
export const heads: Record<Holder, readonly [organisation: string, role: Role]> = {
  company: ["company-1", "manager"],
  community: [`place-${street}004`, "approver"],
  street: [`place-${street}`, "approver"],
  district: ["place-510104", "approver"],
  city: ["place-510100", "approver"],
  organiser: ["organiser-1", "chair"],
  platform: ["platform", "operator"],
}

/** Heads with the same rights over other estates. */
export const strangers: Partial<Record<Holder, readonly [organisation: string, role: Role]>> = {
  company: ["company-3", "manager"],
  community: ["place-510107064003", "approver"],
  street: ["place-510104026", "approver"],
  district: ["place-510105", "approver"],
  organiser: ["organiser-2", "chair"],
}
