// The network between a window and the server: it loses requests and answers, holds them back, delivers twice, cuts an
// answer short, and knows a filter that refuses large bodies.
import type { Chance } from "../../src/demo/chance.ts";
import {
  createMessenger,
  createSealedPost,
  type Messenger,
  type SealedPost,
} from "../../src/sync/messenger.ts";
import type { Life, Loop } from "./loop.ts";
import type { SimPerson } from "./school-template.ts";
import type { Packet, Reply, SimServer } from "./sim-server.ts";

/** How often each thing goes wrong, 0 to 1. */
export interface Weather {
  loseRequest: number;
  loseAnswer: number;
  cutAnswer: number;
  twice: number;
  holdAnswer: number;
  /** A filter on the way refuses bodies over this many characters. */
  largestBody: number;
}

export const fairWeather: Weather = {
  loseRequest: 0,
  loseAnswer: 0,
  cutAnswer: 0,
  twice: 0,
  holdAnswer: 0,
  largestBody: 1_000_000,
};

export interface Network {
  readonly loop: Loop;
  readonly chance: Chance;
  readonly server: SimServer;
  readonly weather: Weather;
  /** Copies of requests that are still on their way when their sender has long had an answer. */
  readonly late: Packet[];
}

/** The app's own messenger over this network. Bodies stay unpacked: packing runs on threads, which no seed repeats. */
export function messengerOf(network: Network, life: Life, person: SimPerson): Messenger {
  const send: typeof fetch = async (path, init) => {
    const { status, text } = await deliver(network, life, { path: String(path), body: bodyOf(init), person });
    return Object.assign(new Response(null, { status }), { text: () => Promise.resolve(text) });
  };
  return createMessenger(send, () => Promise.resolve(undefined));
}

/** The tablet's own way to the server, while nobody whose work it is has it open. */
export function sealedPostOf(network: Network, life: Life, person: SimPerson): SealedPost {
  const send: typeof fetch = async (path, init) => {
    const { status, text } = await deliver(network, life, { path: String(path), body: bodyOf(init), person });
    return Object.assign(new Response(null, { status }), { text: () => Promise.resolve(text) });
  };
  return createSealedPost(send);
}

function bodyOf(init: RequestInit | undefined): string {
  if (typeof init?.body !== "string") throw new Error("A packed body in a world without threads.");
  return init.body;
}

async function deliver(network: Network, life: Life, packet: Packet): Promise<Reply> {
  const { loop, chance, server, weather } = network;
  await loop.gate(life, "sends");
  if (chance.chance(weather.loseRequest)) throw new TypeError("The request was lost.");
  if (packet.body.length > weather.largestBody) {
    return { status: 413, text: JSON.stringify({ code: "too-large", message: "Too large." }) };
  }
  if (chance.chance(weather.twice)) network.late.push(packet);
  const reply = await server.handle(packet);
  const isHeld = chance.chance(weather.holdAnswer);
  await loop.gate(life, isHeld ? "is held up" : "hears", isHeld);
  if (chance.chance(weather.loseAnswer)) throw new TypeError("The answer was lost.");
  if (!chance.chance(weather.cutAnswer)) return reply;
  return { ...reply, text: reply.text.slice(0, chance.int(0, Math.max(0, reply.text.length - 1))) };
}
