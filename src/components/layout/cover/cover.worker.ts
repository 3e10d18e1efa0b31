/** The worker in which the cover's GAN learns, so that the page never waits for it. */
import { expose } from 'comlink';
import { Course, type CoverFrame } from './course';

export interface CourseApi {
  /** Begin a course anew; its first frame. */
  begin(seed: number): CoverFrame;
  /** See {@link Course.advance}. */
  advance(steps: number): CoverFrame;
}

let course = new Course(0);

expose({
  begin(seed) {
    course = new Course(seed);
    return course.advance(0);
  },
  advance: (steps) => course.advance(steps),
} satisfies CourseApi);
