// The types of packages.mjs for the tests; the file itself runs before TypeScript can.
interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly integrity: string | undefined;
  readonly isForTests: boolean;
}
export declare const agreedLicences: ReadonlySet<string>;
export declare function packagesOf(folder: string): LockedPackage[];
export declare function writePackageList(folder: string): number;
