import { mobileForm } from "../../../worker/domain/identity/sign-in-id.ts"
import type { slips as zh, slipFaults as zhFaults } from "../zh/people-slips.ts"
import { some } from "./plural.ts"

/** Words of accounts with a printed slip. */
export const slips: typeof zh = {
  title: "Accounts for people without e-mail",
  lead: (days) =>
    `Names are enough. Everybody gets a printed slip with a sign-in name, a first password and the address; it is good for ${days} days, and the password must be changed at the first sign-in.`,
  people: "People",
  peopleHint: (most) =>
    `One a line, at most ${most}. The name first; another sign-in name or a mobile number after a comma, for example: Wang Fang, wangfang, ${mobileForm.example}`,
  limited: "Work on some estates only",
  limitedHint: "You choose the estates of each afterwards; until then they see none. For editors only.",
  make: "Make the accounts and show the slips",
  link: "Print slips",
  printTitle: "Sign-in slips",
  made: (count) => `Made ${some(String(count), "account")}: print now`,
  renewed: (name) => `A new slip for ${name}: print it now`,
  printLead: "Print this page with your browser, cut along the dashed lines, and hand each to its person.",
  once: "First passwords are shown this once only. A slip that was not printed can be made anew on the member's page.",
  chooseFor: (name) => `Choose the estates of ${name}`,
  shownOnce: "The accounts are made; first passwords are not shown again",
  shownOnceLead:
    "The same form was sent twice. A slip that was not printed can be made anew on the member's page.",
  memberTitle: "Sign-in slip",
  memberFirst: (day) => `The first password is not changed yet; the slip is good until ${day}.`,
  memberOwn: "Has a password of its own.",
  memberHint: "For a forgotten password or a lost slip: the password before and all sessions end at once.",
  renew: "Print a new slip",
  noEmail: "No e-mail",
  sheet: {
    signInName: "Sign-in name",
    mobile: "or mobile",
    password: "First password",
    address: "Address",
    until: "Good until",
    how: "Open the address or scan the code, type the sign-in name and first password, then choose a password of your own. Show this slip to nobody; tear it up afterwards.",
    qr: "QR code of the sign-in's address",
  },
}

/** What is wrong with the people that were typed. */
export const slipFaults: typeof zhFaults = {
  people_missing: () => "Write at least one name, one a line.",
  people_many: (p) => `At most ${p["max"]} people at a time.`,
  slip_name: (p) => `Line ${p["line"]}: no name, or too long, or with invisible characters.`,
  slip_sign_in_name: (p) =>
    `Line ${p["line"]} (${p["name"]}): this cannot be a sign-in name. Write one after a comma, for example wangfang.`,
  slip_given: (p) =>
    `Line ${p["line"]} (${p["name"]}): "${p["typed"]}" is neither a mobile number nor a sign-in name. Check the number, or write one like wangfang.`,
  slip_twice: (p) =>
    `Line ${p["line"]} (${p["name"]}): the same sign-in name or number as line ${p["other"]}. Write a sign-in name of its own behind the name.`,
  slip_taken: (p) =>
    `Line ${p["line"]} (${p["name"]}): this sign-in name or number cannot be used. Write another sign-in name after the name, or check the number.`,
}
