import type { firstSteps as zh } from "../zh/first-steps.ts"

export const firstSteps: typeof zh = {
  steps: {
    places: {
      title: "Places",
      text: "Districts, streets and communities. Estates are entered in a community.",
    },
    organisations: {
      title: "Organisations",
      text: "The authorities of city, district and street, and a company: at least one of each.",
    },
    people: {
      title: "People",
      text: "Somebody files for the company and verifies at the street; approvers of district and city close and release.",
    },
    estates: { title: "Estates", text: "Enter the estates and say which company manages each." },
    criteria: { title: "Criteria", text: "Indicators, how they are measured, and bands." },
    quarter: { title: "The first quarter", text: "Once it is open, companies can file." },
  },
  parties: {
    city: "city authority",
    district: "district authority",
    street: "street authority",
    company: "property company",
  },
  by: {
    places: "The platform operator does this.",
    organisations: "The platform operator does this.",
    people: "The platform operator invites them.",
    estates: "The platform operator or an approver of city or district does this.",
    criteria: "Whoever runs the platform loads them by a command.",
    quarter: "The city's approver opens it.",
  },
  finding: (done, all) =>
    done === all ? `First steps: all ${all} are done` : `First steps: ${done} done, ${all - done} to go`,
  done: "✓ Done",
  open: "○ To do",
  begin: "Do it",
  look: "Look",
  again: "All first steps are done; see them again",
  missing: {
    organisations: (names) => `Not registered yet: ${names.join(", ")}.`,
    people: (names) => `Nobody there can do it yet: ${names.join(", ")}.`,
  },
  edition: (id) => `${id} is loaded.`,
}
