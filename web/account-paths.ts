import { segment, withQuery } from "./address.ts"

/** Addresses of what people sign in with, of slips and of calendars; a part of `paths`. */
export const accountPaths = {
  password: () => "/account/password",
  email: () => "/account/email",
  emailProof: () => "/account/email-verification",
  signInIds: () => "/account/sign-in",
  calendar: (query: { done?: string } = {}) => withQuery("/account/calendar", query),
  calendarEnd: () => "/account/calendar/end",
  calendarFeed: (token: string) => `/calendar/${segment(token)}.ics`,
  /** Who stands in for whom: in the own authority, or in one below. */
  deputies: (query: { organisation?: string | undefined; done?: string } = {}) =>
    withQuery("/deputies", query),
  deputyConfirmation: () => "/deputies/confirmation",
  deputyEnd: () => "/deputies/end",
  slips: () => "/members/slips",
  memberSlip: (memberId: string) => `/members/${segment(memberId)}/slip`,
}
