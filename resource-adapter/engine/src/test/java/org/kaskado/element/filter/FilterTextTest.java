package org.kaskado.element.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;

class FilterTextTest {
    @Test
    void shouldReadAnFfmpegChainWithNamedAndPositionalOptions() {
        FilterText text = FilterText.of("hflip, hue=h=90:s=0.5 ,scale=320:-2,drawtext=text='a, b: c'");
        assertThat(text.medium()).isEqualTo(MediaKind.VIDEO);
        assertThat(text.steps()).extracting(step -> step.name()).containsExactly("hflip", "hue", "scale", "drawtext");
        assertThat(text.steps().get(1).options()).containsOnly(Map.entry("h", "90"), Map.entry("s", "0.5"));
        assertThat(text.steps().get(2).options()).containsOnly(Map.entry("width", "320"), Map.entry("height", "-2"));
        assertThat(text.steps().get(3).options())
                .containsEntry("text", "a, b: c")
                .containsEntry("expansion", "none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "videoflip method=4 | [hflip]",
                "videoflip method=horizontal-flip | [hflip]",
                "videoflip method=clockwise | [transpose]",
                "videoflip method=2 | [hflip, vflip]",
                "videoflip | []",
                "videobalance saturation=0.0 | [lutyuv, hue]",
                "gamma gamma=2.0 | [lutyuv]",
                "videocrop top=10 left = 20 | [crop]",
                "aspectratiocrop aspect-ratio=16/9 | [crop]",
                "textoverlay text=\"Hello, there: 100%\" valignment=top font-desc=\"Sans, 40\" | [drawtext]",
                "edgetv | [edgedetect]",
                "agingtv | [hue, noise, vignette]",
                "capsfilter caps=video/x-raw,framerate=15/1 | [fps]",
                "capsfilter caps=\"video/x-raw, width=(int)320, height=(int)240\" | [scale]",
                "videoscale | []",
                "volume volume=0.5 | [volume]",
                "audioecho delay=500000000 intensity=0.6 feedback=0.4 | [aecho]",
                "coloreffects preset=sepia | [colorchannelmixer]"
            })
    void shouldUnderstandTheSpellingsOfTheTutorials(String command, String steps) {
        assertThat(FilterText.of(command).steps().stream()
                        .map(step -> step.name())
                        .toList())
                .hasToString(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movie=/etc/passwd",
                "amovie=x",
                "hflip,movie=filename=/etc/passwd",
                "drawtext=textfile=/etc/passwd",
                "drawtext=fontfile=/etc/passwd",
                "drawtext=fontcolor=black:text=x:reload=1",
                "ladspa=file=evil",
                "lut3d=file=/tmp/x.cube",
                "lut3d=/tmp/x.cube",
                "sendcmd=f=/tmp/x",
                "zmq",
                "asendcmd=c='0 volume volume 0'",
                "frei0r=filter_name=x",
                "subtitles=/etc/passwd",
                "metadata=print:file=/tmp/out",
                "signature=filename=/tmp/x",
                "geq=lum='while(1,0)'",
                "hue=h='while(1,0)'",
                "hue=h=2*PI*t",
                "scale=100000:100000",
                "scale=iw*1000:ih",
                "scale=-2:iw*9",
                "rotate=angle=while(1\\,0)",
                "[in]hflip[out]",
                "hflip;vflip",
                "hflip,,vflip",
                "hflip,volume=2",
                "volume=volume=1e9",
                "filesrc location=/etc/passwd",
                "videoflip method=9",
                "videoflip method=4 ! fakesink",
                "videoflip method",
                "videoflip zz=3",
                "gdkpixbufoverlay location=/etc/passwd",
                "textoverlay text='unclosed",
                "capsfilter caps=video/x-raw,width=99999",
                "capsfilter caps=video/x-raw,colorimetry=x",
                "aspectratiocrop aspect-ratio=while(1)",
                "drawtext=text=x:x=w-tw",
                "",
                " ",
                "=",
                "hflip=",
                "fps=fps=0",
                "-"
            })
    void shouldRefuseWhatIsNotOnTheAllowList(String command) {
        assertThatThrownBy(() -> FilterText.of(command))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(MediaErrorCode.MARSHALL_ERROR));
    }

    @Test
    void shouldSayWhatIsAllowedWhenAnElementIsUnknown() {
        assertThatThrownBy(() -> FilterText.of("fancyfilter depth=3"))
                .hasMessageContaining("no element \"fancyfilter\"")
                .hasMessageContaining("hflip")
                .hasMessageContaining("videoflip");
        assertThatThrownBy(() -> FilterText.of("videoflip zz=1"))
                .hasMessageContaining("no property \"zz\" in element \"videoflip\"")
                .hasMessageContaining("method");
    }

    @Test
    void shouldChangeOnePropertyLater() {
        assertThat(FilterText.of("videoflip method=4")
                        .with("method", "5")
                        .steps()
                        .get(0)
                        .name())
                .isEqualTo("vflip");
        FilterText chain = FilterText.of("hflip,hue=s=0").with("s", "1.5");
        assertThat(chain.steps()).hasSize(2);
        assertThat(chain.steps().get(1).options()).containsEntry("s", "1.5");
        assertThatThrownBy(() -> chain.with("zz", "1")).hasMessageContaining("zz");
    }
}
