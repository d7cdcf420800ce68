// SEN status, areas and types of need in words.
import type { AreaOfNeed, NeedType, SenStatus } from "./sen.ts";

export const senStatusLabel: Readonly<Record<SenStatus, string>> = {
  N: "No SEN",
  K: "SEN support",
  E: "EHC plan",
};

export const areaOfNeedLabel: Readonly<Record<AreaOfNeed, string>> = {
  "communication-interaction": "Communication and interaction",
  "cognition-learning": "Cognition and learning",
  semh: "Social, emotional and mental health",
  "sensory-physical": "Sensory and/or physical",
};

export const needTypeLabel: Readonly<Record<NeedType, string>> = {
  SLCN: "Speech, language and communication needs",
  ASD: "Autistic spectrum disorder",
  SPLD: "Specific learning difficulty",
  MLD: "Moderate learning difficulty",
  SLD: "Severe learning difficulty",
  PMLD: "Profound and multiple learning difficulty",
  SEMH: "Social, emotional and mental health",
  HI: "Hearing impairment",
  VI: "Vision impairment",
  MSI: "Multi-sensory impairment",
  PD: "Physical disability",
  OTH: "Other difficulty or disability",
  NSA: "SEN support but no specialist assessment of type of need",
  DS: "Down syndrome",
};
