// Requests to the service. Addresses are relative, so that it may stand behind a proxy, below any path.
import { askForToken, token } from "./token.js";

const TRIES = 4; // when the service is busy; chosen

// An error that the reader can do something about; its message says what.
export class Problem extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
    this.isProblem = true;
  }
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).flatMap(pairs)).toString();
  return (await answered(query ? `${path}?${query}` : path, {})).json();
}

function pairs([name, value]) {
  return [value].flat().map((one) => [name, one]);
}

export async function post(path, body, signal) {
  return (await posted(path, body, signal)).json();
}

// What a file holds that the service writes.
export async function written(path, body) {
  return (await posted(path, body)).blob();
}

// The objects of JSON Lines, in lists, as they come.
export async function* streamed(path, body, signal) {
  const reader = (await posted(path, body, signal)).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const lines = (rest + (value ?? "")).split("\n");
      rest = done ? "" : lines.pop();
      const objects = lines.filter(Boolean).map((line) => JSON.parse(line));
      if (objects.length) yield objects;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function posted(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return answered(path, { method: "POST", headers, body: JSON.stringify(body), signal });
}

// The answer; if the service wants its token, or to be asked again, it gets that first.
async function answered(path, request) {
  for (let tries = 1; ; tries++) {
    const answer = await sent(path, request);
    if (answer.ok) return answer;
    if (answer.status === 401) {
      if (!(await askForToken())) throw new Problem("Without its token this service answers nothing.", 401);
    } else if (answer.status === 503 && tries < TRIES) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
    } else throw await problemOf(answer);
  }
}

async function sent(path, request) {
  const headers = { ...request.headers, ...(token() ? { Authorization: `Bearer ${token()}` } : {}) };
  try {
    return await fetch(path, { ...request, headers, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("The service does not answer. Look whether `names serve` still runs, then try again.");
  }
}

async function problemOf(answer) {
  try {
    const { error } = await answer.json();
    return new Problem(`${error[0].toUpperCase()}${error.slice(1)}.`.replace(/([.?!])\.$/, "$1"), answer.status);
  } catch {
    return new Problem(`The service answered with the status ${answer.status}. Try again.`, answer.status);
  }
}
