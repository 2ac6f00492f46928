export interface Image {
  id: string;
  name: string;
  status: string;
  visibility: string;
  sizeBytes: number | null;
  minDiskGib: number;
  minRamMib: number;
  osDistro: string | null;
  osVersion: string | null;
  /** All further string properties, as Glance has them. */
  properties: Readonly<Record<string, string>>;
  createdAt: Date;
}

export interface GlanceClient {
  /** Active images the project may use, newest first, over all pages. */
  listImages(): Promise<Image[]>;
}
