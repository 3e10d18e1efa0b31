/** Draws the cover's plane: D's answers as a soft ground, the real points and G's above it. */
import { onThemeChange, resolveColor } from '../../charts/theme';
import { field, type CoverFrame } from './course';
import { plane } from './tiny-gan';

/** Opacity of the ground where D is sure, and of the real points. */
const groundOpacity = 0.4;
const realOpacity = 0.6;
/** New data appear over so many steps. */
const appearance = 40;
/** CSS pixels; points on a narrow picture are smaller. */
const radius = { share: 0.0034, least: 1.5 } as const;
/** More device pixels than this would be drawn for nobody's eyes. */
const finest = 2;

export class CoverPicture {
  private readonly ground = document.createElement('canvas');
  private readonly context: CanvasRenderingContext2D | null;
  private readonly end: () => void;
  private colors = { real: '', generated: '' };
  private frame: CoverFrame | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d');
    this.ground.width = field.columns;
    this.ground.height = field.rows;
    this.readColors();
    const size = new ResizeObserver(() => {
      this.fit();
    });
    size.observe(canvas);
    const endThemeWatch = onThemeChange(() => {
      this.readColors();
      this.redraw();
    });
    this.end = () => {
      size.disconnect();
      endThemeWatch();
    };
  }

  draw(frame: CoverFrame): void {
    this.frame = frame;
    this.redraw();
  }

  dispose(): void {
    this.end();
  }

  private readColors(): void {
    this.colors = {
      real: resolveColor(this.canvas, '--color-real'),
      generated: resolveColor(this.canvas, '--color-fake'),
    };
  }

  private fit(): void {
    const { canvas } = this;
    const density = Math.min(devicePixelRatio, finest);
    canvas.width = Math.round(canvas.clientWidth * density);
    canvas.height = Math.round(canvas.clientHeight * density);
    this.redraw();
  }

  private redraw(): void {
    const { canvas, context, frame, colors } = this;
    if (!frame || !context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    this.paintGround(frame.answers);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.ground, 0, 0, canvas.width, canvas.height);
    context.globalAlpha = realOpacity * Math.min(1, frame.lessonStep / appearance);
    this.dots(frame.real, colors.real);
    context.globalAlpha = 1;
    this.dots(frame.generated, colors.generated);
  }

  /** A pixel for each answer, tinted by its side and as strongly as D is sure. */
  private paintGround(answers: Float32Array): void {
    const context = this.ground.getContext('2d');
    if (!context) return;
    const { columns, rows } = field;
    context.clearRect(0, 0, columns, rows);
    answers.forEach((answer, i) => {
      context.globalAlpha = groundOpacity * Math.abs(2 * answer - 1);
      context.fillStyle = answer > 0.5 ? this.colors.real : this.colors.generated;
      context.fillRect(i % columns, Math.floor(i / columns), 1, 1);
    });
  }

  private dots(points: Float32Array, color: string): void {
    const { canvas, context } = this;
    if (!context) return;
    const scale = canvas.width / plane.width;
    const density = canvas.width / canvas.clientWidth;
    const size = Math.max(radius.least * density, radius.share * canvas.width);
    context.fillStyle = color;
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      const x = canvas.width / 2 + scale * (points[i] ?? 0);
      const y = canvas.height / 2 - scale * (points[i + 1] ?? 0);
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, 2 * Math.PI);
    }
    context.fill();
  }
}
