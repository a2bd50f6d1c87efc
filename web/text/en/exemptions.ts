import type {
  exemptions as zh,
  exemptionActions as zhActions,
  exemptionProblems as zhProblems,
} from "../zh/exemptions.ts"

export const exemptions: typeof zh = {
  title: "Exemption",
  lead: "An exempted estate takes no part in this quarter: it is not expected, not reminded, never late, holds up no closing or release, and cannot be filed for. What was typed is kept and can be gone on with once the exemption is taken back.",
  state: "Exempted",
  granted: (organisation, at) => `granted by ${organisation}, ${at}`,
  form: {
    title: "Exempt this estate",
    reason: "Reason",
    reasonHint:
      "The company and officials of every level see it; it stands on record. The public sees that the estate was exempted, not why.",
    button: "Exempt and tell the company",
  },
  back: {
    title: "Take the exemption back",
    text: "The estate is to be filed for again, by the deadline that it had. Not possible once the district has closed.",
    button: "Take it back",
  },
  locked: "The quarter is closed or released: exemptions stay as they are.",
  open: "Exempt",
  listed: { title: "Exempted estates", estate: "Estate", by: "By", reason: "Reason" },
  told: (organisation) =>
    `${organisation} has exempted this estate from this quarter: nothing is to be filed.`,
  ask: (organisation) => `Should it be filed for after all, please ask ${organisation}.`,
  done: {
    granted: "Exempted; the company is told.",
    takenBack: "The exemption was taken back; the company is told.",
  },
  refusals: {
    exempt: () =>
      "This estate is exempted from this quarter: nothing is to be filed or changed. Should it be filed for after all, please ask the district or the city to take the exemption back.",
    exempt_sent: () =>
      "This filing was sent and is being verified. Return it, or have the company withdraw it, and exempt the estate then.",
    exempt_verified: () =>
      "This filing is verified. Take the verification back and return it, and exempt the estate then.",
    not_exempt: () => "This estate is not exempted from this quarter; nothing to take back.",
  },
  public: {
    title: (quarter) => `Exempted from ${quarter}`,
    instead: (quarter) => `Below is ${quarter}.`,
    text: "With the authority's approval the estate took no part in this quarter, so it has no score, band or rank. That is not the same as not having reported.",
    listed: (n) =>
      n === 1
        ? "One more estate was exempted and took no part in this quarter"
        : `${n} more estates were exempted and took no part in this quarter`,
    more: (n) => `, and others, ${n} in all`,
  },
}

export const exemptionActions: typeof zhActions = {
  "exemption.grant": "Exempted an estate",
  "exemption.take_back": "Took an exemption back",
}

export const exemptionProblems: typeof zhProblems = {
  exempt: {
    title: "Exempted",
    why: "The estate is exempted from this quarter and takes no part in it.",
    mend: "If it is to be filed for, district or city take that back: POST …/exemption/end.",
  },
  exempt_sent: {
    title: "Sent",
    why: "What was sent and is being verified cannot be exempted.",
    mend: "Return it, or have the company withdraw it.",
  },
  exempt_verified: {
    title: "Verified",
    why: "What is verified cannot be exempted.",
    mend: "Take the verification back and return it.",
  },
  not_exempt: {
    title: "Not exempted",
    why: "The estate is not exempted from this quarter.",
    mend: "Nothing to take back.",
  },
}
