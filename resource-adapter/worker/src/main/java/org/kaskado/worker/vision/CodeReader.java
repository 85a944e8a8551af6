package org.kaskado.worker.vision;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads QR and bar codes from the brightness of pictures. A code is told when it comes into view and then once a second
 * as long as it stays, as ZBar's element did. Pure; not thread-safe.
 */
public final class CodeReader {
    /** A code in view. The type is named as ZBar names it. */
    public record Code(String codeType, String value) {}

    private static final long REPEAT_NS = 1_000_000_000L;

    /** Codes that are remembered, so that a wall of them cannot grow without bound. */
    private static final int MAX_REMEMBERED = 64;

    private static final Map<BarcodeFormat, String> NAMES = names();

    private final MultiFormatReader reader = new MultiFormatReader();
    private final Map<Code, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Code, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** A reader of all codes that have a name. */
    public CodeReader() {
        Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
        hints.put(DecodeHintType.POSSIBLE_FORMATS, List.copyOf(NAMES.keySet()));
        hints.put(DecodeHintType.TRY_HARDER, true);
        reader.setHints(hints);
    }

    /**
     * Looks at one picture.
     *
     * @param luma brightness, row by row without gaps
     * @return a code to be told, or null
     */
    public @Nullable Code read(byte[] luma, int width, int height, long nowNs) {
        PlanarYUVLuminanceSource source = new PlanarYUVLuminanceSource(luma, width, height, 0, 0, width, height, false);
        try {
            Result result = reader.decodeWithState(new BinaryBitmap(new HybridBinarizer(source)));
            Code code = new Code(NAMES.getOrDefault(result.getBarcodeFormat(), "Unknown"), result.getText());
            return isNews(code, nowNs) ? code : null;
        } catch (NotFoundException nothing) {
            return null;
        } finally {
            reader.reset();
        }
    }

    private boolean isNews(Code code, long nowNs) {
        Long last = told.get(code);
        if (last != null && nowNs - last < REPEAT_NS && nowNs >= last) {
            return false;
        }
        told.put(code, nowNs);
        return true;
    }

    private static Map<BarcodeFormat, String> names() {
        Map<BarcodeFormat, String> names = new EnumMap<>(BarcodeFormat.class);
        names.put(BarcodeFormat.QR_CODE, "QR-Code");
        names.put(BarcodeFormat.EAN_13, "EAN-13");
        names.put(BarcodeFormat.EAN_8, "EAN-8");
        names.put(BarcodeFormat.UPC_A, "UPC-A");
        names.put(BarcodeFormat.UPC_E, "UPC-E");
        names.put(BarcodeFormat.CODE_128, "CODE-128");
        names.put(BarcodeFormat.CODE_93, "CODE-93");
        names.put(BarcodeFormat.CODE_39, "CODE-39");
        names.put(BarcodeFormat.CODABAR, "Codabar");
        names.put(BarcodeFormat.ITF, "I2/5");
        names.put(BarcodeFormat.RSS_14, "DataBar");
        names.put(BarcodeFormat.PDF_417, "PDF417");
        names.put(BarcodeFormat.DATA_MATRIX, "Data-Matrix");
        names.put(BarcodeFormat.AZTEC, "Aztec");
        return names;
    }
}
