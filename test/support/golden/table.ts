import type { ActAnswers, Answered } from "./replay.ts"
import { ofActors } from "./states.ts"

const width = 34

/** Words under the answer that they share, in the order in which the answers came up. */
function grouped<T>(list: readonly T[], answer: (one: T) => string, word: (one: T) => string) {
  const groups = new Map<string, string[]>()
  for (const one of list) groups.set(answer(one), [...(groups.get(answer(one)) ?? []), word(one)])
  return groups
}

const line = (answer: string, words: string) => `    ${answer.padEnd(width)} ${words}`

/** Who is answered what where the act was done; those who may do nothing of it are the rest. */
function peopleLines(answers: readonly Answered[]): string[] {
  const groups = grouped(
    answers,
    ({ answer }) => answer,
    ({ person }) => person,
  )
  const rest = groups.get("forbidden")
  const lines = [...groups]
    .filter(([, people]) => people !== rest)
    .map(([answer, people]) => line(answer, people.join(", ")))
  return rest ? [...lines, line("forbidden", "everybody else")] : lines
}

/** `submission draft` and `submission submitted` are `submission: draft, submitted` where they are answered alike. */
function stateWords(states: readonly string[], nouns: readonly string[]): string {
  const of = grouped(
    states,
    (state) => nouns.find((noun) => state.startsWith(`${noun} `)) ?? "",
    (state) => state.slice((nouns.find((noun) => state.startsWith(`${noun} `)) ?? "").length + 1),
  )
  return [...of].map(([noun, names]) => `${noun}: ${names.join(" | ")}`).join(" · ")
}

/** The answers in every state, for those whose answers are the same together. */
function stateLines(answers: readonly Answered[], nouns: readonly string[]): string[] {
  const people = [...new Set(answers.map(({ person }) => person))]
  const blocks = grouped(
    people,
    (person) =>
      [
        ...grouped(
          answers.filter((one) => one.person === person),
          ({ answer }) => answer,
          ({ state }) => state ?? "",
        ),
      ]
        .map(([answer, states]) => line(answer, stateWords(states, nouns)))
        .join("\n"),
    (person) => person,
  )
  return [...blocks].flatMap(([lines, who]) => [`  in the state, for ${who.join(", ")}`, lines])
}

/** The answers to who did it, once something has become of the person. */
const personLines = (answers: readonly Answered[]): string[] =>
  [
    ...grouped(
      answers,
      ({ answer }) => answer,
      ({ state }) => state?.slice(ofActors.noun.length + 1) ?? "",
    ),
  ].map(([answer, states]) => line(answer, states.join(" | ")))

/** One act as the golden file has it: its address, its actions, then who and which state under their answers. */
export function actText({ route, by, actions, answers }: ActAnswers, nouns: readonly string[]): string {
  const states = answers.filter(({ state }) => state !== null)
  const ofActs = states.filter(({ state }) => !state?.startsWith(ofActors.noun))
  const ofPeople = states.filter(({ state }) => state?.startsWith(ofActors.noun))
  return [
    `${route} — ${actions || "nothing"}, by ${by ?? "anybody"}`,
    "  who",
    ...peopleLines(answers.filter(({ state }) => state === null)),
    ...stateLines(ofActs, nouns),
    ...(ofPeople.length > 0 ? ["  when whoever did it", ...personLines(ofPeople)] : []),
  ].join("\n")
}
